using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Tables;

namespace NanoGpt.Model.Tests;

public sealed class ModelTableTests
{
    private const string Head = "model p m M \"\"";

    [Fact]
    public void Read_QuotedWords_HaveEscapes()
    {
        var model = ModelTable.Read("""
            model p a\b "a \"b\" \\ \u000A\uD83D\uDE00" ""
            string t T default=a=b\c aliases="x y"
            """);
        Assert.Equal(@"a\b", model.Id);
        Assert.Equal("a \"b\" \\ \n😀", model.Title);
        Assert.Empty(model.Modes);
        Assert.Equal((@"a=b\c", "x y"), (model.Fields[0].Default!.Text, model.Fields[0].Wire.Aliases[0]));
    }

    [Fact]
    public void Read_SeveralValuesInOneWord_HaveEscapes() => Assert.Equal(
        ["One a|b", @"Two c=d\"],
        Read(@"enum a A values=One=a\|b|Two=c\=d\\").Fields[0].Values.Select(value => $"{value.Member} {value.Wire}"));

    [Fact]
    public void Read_Objects_ReadTheirMembersInOrder()
    {
        var (one, two) = (ModelTable.ReadFields("boolean a A"), ModelTable.ReadFields("boolean b B"));
        var model = ModelTable.Read(Head + "\nobject one One\njson t T\nobject two Two list", one, two);
        Assert.Equal([one, default, two], model.Fields.Select(field => field.Fields));
        Assert.Throws<FormatException>(() => ModelTable.Read(Head, one));
    }

    [Theory]
    [InlineData("string t", "a word is missing")]
    [InlineData("string t T maxLenght=3", "'maxLenght=3' is not expected")]
    [InlineData("string t T url=u", "'url=u' is not expected")]
    [InlineData("string t T required=true", "'required=true' is not expected")]
    [InlineData("string t T maxLength=many", "'maxLength' is not a number")]
    [InlineData("string t T default=\"a b", "a quote is not closed")]
    [InlineData("boolean b B default=c", "the field cannot be 'c'")]
    [InlineData("integer i I values=1|many", "the field cannot be 'many'")]
    [InlineData("image i I", "no form is accepted")]
    [InlineData("fixed colour c c red", "a type is expected")]
    [InlineData("string t T references=@Image=images", "there is no field 'images'")]
    [InlineData("string t T references=@Image", "a marker is missing")]
    [InlineData("colour c C", "'colour' is not expected here")]
    [InlineData("price USD 2026-01-02\nstring t T", "'string' is not expected here")]
    [InlineData("require id t because=why", "there is no field 't'")]
    [InlineData("string t T\nrequire id t", "'because' is missing")]
    [InlineData("string t T\natMostOne id t|u because=why", "there is no field 'u'")]
    [InlineData("price USD 2026-01-02\nrate perHour=1", "'perHour=1' is not expected")]
    [InlineData("outputs 2 3", "'3' is not expected")]
    public void Read_MalformedLine_IsRefused(string line, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("string t T")]
    public void Read_TableWithoutModel_IsRefused(string table) => Assert.Throws<FormatException>(() => ModelTable.Read(table));

    [Fact]
    public void ReadRemoved_WhatWasWritten_IsEqual()
    {
        RemovedModel[] models = [new("p", "a/b", null, null), new("venice", "a \"b\"\n", "2026-01-01", "c|d=e")];
        Assert.Equal(models, ModelTable.ReadRemoved(ModelTable.Write(models)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("removed p")]
    [InlineData("removed p a until=2030")]
    [InlineData("removed p a\nmodel p b B x")]
    public void ReadRemoved_MalformedTable_IsRefused(string table) =>
        Assert.Throws<FormatException>(() => ModelTable.ReadRemoved(table));

    [Fact]
    public void OnGrid_LargestNumbers_DoesNotOverflow()
    {
        var field = Read("number n N min=-5 step=0.1").Fields[0];
        Assert.False(Evaluation.FieldDomain.OnGrid(field, 0.05m));
        Assert.True(Evaluation.FieldDomain.OnGrid(field, decimal.MaxValue));
        Assert.True(Evaluation.FieldDomain.OnGrid(field, -4.9m));
    }

    [Fact]
    public void ReadFields_OtherLines_AreRefused() => Assert.Throws<FormatException>(() => ModelTable.ReadFields("outputs 2"));

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        var text = Gen.Elements("a", "it's", "x y", "", "1792x1024", "a|b", "c=d", "\\", "\"", "\n", "😀", "e & f", "16:9");
        var number = Gen.Choose(-1000, 1000).Select(n => n / 8m);
        var models =
            from fields in Fields(text, number)
            from title in text
            from rules in Rules(fields, text)
            from price in Price(fields, number)
            from outputs in Gen.Choose(1, 4)
            from status in Gen.Elements(Enum.GetValues<ModelStatus>())
            select new ModelInfo
            {
                Provider = "p", Id = "m/1", Title = title, Modes = new(["text-to-video", "edit"]), Fields = fields, Rules = rules, Price = price,
                Outputs = outputs, Status = status, Since = status == ModelStatus.Active ? null : "2026-01", Successor = status == ModelStatus.Active ? null : "next",
            };
        Prop.ForAll(models.ToArbitrary(), model =>
        {
            var table = ModelTable.Write(model);
            Assert.Equal(model, ModelTable.Read(table));
            Assert.DoesNotContain("\"\"\"", table, StringComparison.Ordinal);
        }).Check(400);
    }

    private static Gen<EquatableArray<FieldInfo>> Fields(Gen<string> text, Gen<decimal> number) =>
        from prompt in text
        from wire in text.Where(static wire => wire.Length > 0)
        from min in number
        from isExclusive in Gen.Elements(true, false)
        from isOpen in Gen.Elements(true, false)
        from isList in Gen.Elements(true, false)
        from isText in Gen.Elements(true, false)
        select new EquatableArray<FieldInfo>([
            new FieldInfo { Name = "prompt", Property = "Prompt", Type = FieldType.String, Wire = new() { Name = wire, Aliases = new([wire + "2"]) }, IsRequired = true, MaxLength = 9, Default = Scalar.Of(prompt), References = new([new("@Image", "images")]) },
            new FieldInfo { Name = "size", Property = "Size", Type = FieldType.Enum, Wire = new() { Name = "size" }, IsOpen = isOpen, Values = new([new(wire, isOpen ? "" : "One", isList), new("720p", isOpen ? "" : "R720p", false)]), IsCostDriver = true },
            new FieldInfo { Name = "images", Property = "Images", Type = FieldType.Image, Wire = new() { Name = "u" }, Media = new() { UrlKey = "u", DataKey = isText ? "d" : null, AcceptsHttp = isOpen, MaxBytes = 4_000_000, MinSeconds = 0.5m }, List = isList ? new ListInfo(1, null) : null },
            new FieldInfo { Name = "scale", Property = "Scale", Type = FieldType.Number, Wire = new() { Name = "scale", IsText = isText }, Min = min, Max = isOpen ? null : min + 5, IsMinExclusive = isExclusive, Step = 0.125m },
            new FieldInfo { Name = "length", Property = "Length", Type = FieldType.Seconds, Wire = new() { Name = "length", IsText = isText, Suffix = isText ? "s" : "" }, Values = new([new("5", "", false), new("10", "", isList)]), Default = Scalar.Of(5m) },
            new FieldInfo { Name = "ratio", Property = "", Type = FieldType.String, Wire = new() { Name = "ratio" }, Fixed = Scalar.Of(prompt), IsSent = isOpen },
            new FieldInfo { Name = "extra", Property = "Extra", Type = FieldType.Object, Wire = new() { Name = "extra" } },
        ]);

    private static Gen<EquatableArray<RuleInfo>> Rules(EquatableArray<FieldInfo> fields, Gen<string> text) =>
        from kind in Gen.Elements(Enum.GetValues<RuleKind>())
        from because in text
        from when in Conditions(fields, text)
        from conditions in Conditions(fields, text).Where(static conditions => conditions.Count > 0)
        from isWarning in Gen.Elements(true, false)
        let isAboutFields = kind is RuleKind.RequireAny or RuleKind.AtMostOne
        select new EquatableArray<RuleInfo>([
            new() { Id = "r", Kind = kind, Because = because, When = when, Conditions = isAboutFields ? default : conditions, Fields = isAboutFields ? new(["images", "prompt"]) : default, IsWarning = isWarning },
        ]);

    private static Gen<PriceInfo?> Price(EquatableArray<FieldInfo> fields, Gen<decimal> number) =>
        from when in Conditions(fields, Gen.Constant("x"))
        from amount in number
        from isKnown in Gen.Elements(true, false)
        select isKnown ? new PriceInfo { Currency = "USD", AsOf = "2026-08-24", Seconds = 5, Note = "a note", Rates = new([new() { When = when, PerVideo = amount, PerSecond = 1 }]) } : null;

    private static Gen<EquatableArray<ConditionInfo>> Conditions(EquatableArray<FieldInfo> fields, Gen<string> text) =>
        (from op in Gen.Elements(Enum.GetValues<ConditionOperator>())
         from value in text
         from n in Gen.Choose(-5, 20)
         let field = op is ConditionOperator.IsOneOf ? "prompt" : op is ConditionOperator.IsSet or ConditionOperator.IsUnset ? "images" : "length"
         let values = op switch
         {
             ConditionOperator.IsOneOf => new EquatableArray<Scalar>([Scalar.Of(value), Scalar.Of("b")]),
             ConditionOperator.IsSet or ConditionOperator.IsUnset => default,
             _ => new([Scalar.Of(n / 2m)]),
         }
         select new ConditionInfo(field, op, values)).ListOf(2).Select(static list => list.ToEquatableArray());

    private static ModelInfo Read(string lines) => ModelTable.Read(Head + "\n" + lines);
}
