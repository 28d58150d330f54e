using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Directories.Diff;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Tests.Diff;

/// <summary>Compares the classification with trying every request on both sides.</summary>
public class DiffProperties
{
    private static readonly Gen<FieldInfo?> Size =
        from values in Gen.SubListOf("a", "b", "c", "d")
        from open in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from assumed in Gen.Elements("a", "b", "")
        from required in Required
        select values.Count == 0 ? null : Field("size", FieldType.Enum, required) with
        {
            Values = Values([.. values]), IsOpen = open, TypeName = "MSize",
            Default = values.Contains(assumed) && !required ? Scalar.Of(assumed) : null,
        };

    private static readonly Gen<FieldInfo?> Frames =
        from least in Gen.Choose(0, 6)
        from span in Gen.Choose(0, 5)
        from step in Gen.Elements(0, 1, 2, 3)
        from hasMin in Gen.Elements(true, true, false)
        from hasMax in Gen.Elements(true, true, false)
        from required in Required
        select (FieldInfo?)(Field("frames", FieldType.Integer, required) with
        {
            Min = hasMin ? least : null, Max = hasMax ? least + span : null, Step = step == 0 ? null : step,
        });

    private static readonly Gen<FieldInfo?> Length =
        from values in Gen.SubListOf("5", "8", "10")
        from least in Gen.Choose(4, 8)
        from most in Gen.Choose(8, 11)
        from required in Required
        select (FieldInfo?)(values.Count == 0
            ? Field("length", FieldType.Seconds, required) with { Min = least, Max = most }
            : Field("length", FieldType.Seconds, required) with { Values = Values([.. values]), TypeName = "MLength" });

    private static readonly Gen<FieldInfo?> Image =
        from url in Gen.Elements("u", null)
        from data in Gen.Elements("d", null)
        from required in Required
        select url is null && data is null ? null : Field("image", FieldType.Image, required) with { Media = new MediaInfo { UrlKey = url, DataKey = data } };

    private static readonly Gen<FieldInfo?> Pro =
        from required in Required
        from assumed in Gen.Elements(true, false)
        select (FieldInfo?)(Field("pro", FieldType.Boolean, required) with { Default = required ? null : Scalar.Of(assumed) });

    private static readonly Gen<FieldInfo?> Prompt =
        from required in Gen.Elements(true, false)
        from most in Gen.Elements<int?>(null, 1, 3)
        from references in Gen.SubListOf(new ReferenceInfo("@A", "image"), new ReferenceInfo("@B", "image"))
        select (FieldInfo?)(Field("prompt", FieldType.String, required) with { MaxLength = most, References = new([.. references]) });

    private static readonly Gen<ModelDefinition> Models =
        from prompt in Prompt
        from size in Size
        from frames in Frames
        from length in Length
        from image in Image
        from pro in Pro
        select Model([image is null ? prompt! with { References = default } : prompt, size, frames, length, image, pro], []);

    private static readonly Gen<ConditionInfo> Conditions = Gen.OneOf(
        Gen.Elements("image", "size", "frames", "pro").SelectMany(field =>
            Gen.Elements(ConditionOperator.IsSet, ConditionOperator.IsUnset).Select(op => new ConditionInfo(field, op, default))),
        Gen.Elements(true, false).Select(truth => new ConditionInfo("pro", ConditionOperator.IsOneOf, new([Scalar.Of(truth)]))),
        Gen.Elements("a", "b", "c").Select(text => new ConditionInfo("size", ConditionOperator.IsOneOf, new([Scalar.Of(text)]))),
        Gen.Elements(5, 8).Select(number => new ConditionInfo("length", ConditionOperator.IsOneOf, new([Scalar.Of(number)]))),
        from op in Gen.Elements(ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost)
        from number in Gen.Choose(0, 9)
        select new ConditionInfo("frames", op, new([Scalar.Of(number)])));

    private static readonly Gen<RuleInfo[]> Rules =
        from count in Gen.Choose(0, 3)
        from rules in Gen.ArrayOf(Rule, count)
        select rules.Select((rule, i) => rule with { Id = $"rule-{i}" }).ToArray();

    private static Gen<bool> Required => Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)));

    private static Gen<RuleInfo> Rule =>
        from kind in Gen.Elements(RuleKind.Require, RuleKind.Forbid, RuleKind.RequireAny, RuleKind.AtMostOne)
        from isWarning in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from whens in Gen.ArrayOf(Conditions, 1)
        from conditions in Gen.ArrayOf(Conditions, 1)
        from fields in Gen.Elements(new[] { "image", "size" }, ["pro", "frames"], ["image", "length", "pro"])
        select new RuleInfo
        {
            Id = "", Because = "Why.", Kind = kind, IsWarning = isWarning, When = new(whens),
            Conditions = kind is RuleKind.Require or RuleKind.Forbid ? new(conditions) : default,
            Fields = kind is RuleKind.RequireAny or RuleKind.AtMostOne ? new(fields) : default,
        };

    [Fact]
    public void Compare_ModelWithItself_GivesNoChange() =>
        Prop.ForAll(Models.SelectMany(model => Rules.Select(rules => model with { Rules = new(rules) })).ToArbitrary(), model => ModelDiff.Compare(model, model with { }).Count == 0)
            .Check(200);

    [Fact]
    public void Compare_FieldChange_IsBreakingIfAndOnlyIfARequestBecomesInvalid() =>
        Prop.ForAll(Gen.Zip(Models, Models).ToArbitrary(), pair =>
        {
            var breaking = Breaks(pair.Item1, pair.Item2);
            return breaking == Requests().Any(request => IsValid(pair.Item1, request) && !IsValid(pair.Item2, request));
        }).Check(100);

    [Fact]
    public void Compare_RuleChange_IsBreakingIfAndOnlyIfARequestBecomesInvalid() =>
        Prop.ForAll(Gen.Zip(Rules, Rules).ToArbitrary(), pair =>
        {
            var (old, now) = (All(pair.Item1), All(pair.Item2));
            return Breaks(old, now) == Requests().Any(request => IsValid(old, request) && !IsValid(now, request));
        }).Check(100);

    [Fact]
    public void Compare_ModelChange_FindsEveryRequestThatBecomesInvalid() =>
        Prop.ForAll(Gen.Zip(Gen.Zip(Models, Rules), Gen.Zip(Models, Rules)).ToArbitrary(), pair =>
        {
            var (old, now) = (With(pair.Item1), With(pair.Item2));
            return Breaks(old, now) || !Requests().Any(request => IsValid(old, request) && !IsValid(now, request));
        }).Check(100);

    private static ModelDefinition With((ModelDefinition Model, RuleInfo[] Rules) pair) => pair.Model with
    {
        Rules = pair.Rules.Where(rule => CounterexampleFinder.Fields(rule).All(field => pair.Model.FindField(field) is not null)).ToEquatableArray(),
    };

    private static bool Breaks(ModelDefinition old, ModelDefinition now) =>
        ModelDiff.Compare(old, now).Any(change => change is { Kind: ChangeKind.Breaking, Aspect: ChangeAspect.Requests });

    private static bool IsValid(ModelDefinition model, Dictionary<string, RequestValue> request) =>
        request.Keys.All(name => model.FindField(name) is not null)
        && RequestChecker.Check(model, request).All(finding => finding.Severity != FindingSeverity.Error);

    private static IEnumerable<Dictionary<string, RequestValue>> Requests()
    {
        foreach (var prompt in new[] { null, "x", "@A2", "@B1x @B0" })
        {
            foreach (var size in new[] { null, "a", "b", "c", "d", "e" })
            {
                foreach (var frames in Enumerable.Range(-4, 20))
                {
                    foreach (var length in new[] { 0, 4, 5, 7, 8, 9, 10, 11 })
                    {
                        foreach (var rest in Enumerable.Range(0, 9))
                        {
                            yield return Request(prompt, size, frames, length, rest / 3, rest % 3);
                        }
                    }
                }
            }
        }
    }

    private static Dictionary<string, RequestValue> Request(string? prompt, string? size, int frames, int length, int image, int pro)
    {
        var request = new Dictionary<string, RequestValue>(StringComparer.Ordinal);
        Add("prompt", prompt is null ? null : RequestValue.Of(prompt));
        Add("size", size is null ? null : RequestValue.Of(size));
        Add("frames", frames < -3 ? null : RequestValue.Of(frames));
        Add("length", length == 0 ? null : RequestValue.Of(length));
        Add("image", image == 0 ? null : RequestValue.OfMedia(image == 1 ? MediaForms.Url : MediaForms.Data));
        Add("pro", pro == 0 ? null : RequestValue.Of(pro == 1));
        return request;

        void Add(string name, RequestValue? value)
        {
            if (value is not null)
            {
                request.Add(name, value);
            }
        }
    }

    private static ModelDefinition All(RuleInfo[] rules) => Model(
        [
            Field("prompt", FieldType.String, true),
            Field("size", FieldType.Enum, false) with { Values = Values("a", "b", "c", "d"), TypeName = "MSize", Default = Scalar.Of("b") },
            Field("frames", FieldType.Integer, false) with { Min = 1, Max = 9, Step = 2, Default = Scalar.Of(5m) },
            Field("length", FieldType.Seconds, false) with { Values = Values("5", "8", "10"), TypeName = "MLength" },
            Field("image", FieldType.Image, false) with { Media = new MediaInfo { UrlKey = "u", DataKey = "d" } },
            Field("pro", FieldType.Boolean, false) with { Default = Scalar.Of(false) },
        ],
        rules);

    private static ModelDefinition Model(FieldInfo?[] fields, RuleInfo[] rules) => new()
    {
        Provider = "p", Id = "m", TypeName = "M", Title = "M", Summary = "M.", Fields = fields.OfType<FieldInfo>().ToEquatableArray(), Rules = new(rules),
    };

    private static EquatableArray<ValueInfo> Values(params string[] wires) => wires.Select(wire => new ValueInfo(wire, "V" + wire, false)).ToEquatableArray();

    private static FieldInfo Field(string name, FieldType type, bool required) =>
        new() { Name = name, Property = name, Type = type, IsRequired = required, Wire = new WireInfo { Name = name } };
}
