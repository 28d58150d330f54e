using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>Every form of expression that the compiler accepts as a constant.</summary>
public class ConstantFormTests
{
    private const string Wide = "Sora2Resolution.R1792x1024";

    [Theory]
    [InlineData("Sora2Resolution.R1792x1024")]
    [InlineData("(Sora2Resolution)1")]
    [InlineData("(Sora2Resolution?)Sora2Resolution.R1792x1024")]
    [InlineData("(Sora2Resolution)(2 - 1)")]
    [InlineData("(Sora2Resolution)(int)1L")]
    [InlineData("(Sora2Resolution.R1792x1024)")]
    [InlineData("C.Constant")]
    [InlineData("C.Field")]
    [InlineData("C.FromField")]
    [InlineData("wideEnum")]
    [InlineData("wideConst")]
    [InlineData("true ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p")]
    [InlineData("default(Sora2Resolution?) ?? Sora2Resolution.R1792x1024")]
    [InlineData("1 switch { 1 => Sora2Resolution.R1792x1024, _ => Sora2Resolution.R720p }")]
    [InlineData("checked((Sora2Resolution)1)")]
    [InlineData("Sora2Resolution.R1792x1024 | Sora2Resolution.R720p")]
    [InlineData("new Sora2Resolution?(Sora2Resolution.R1792x1024)")]
    public void NGPT120_ConstantInAnyForm_IsReported(string expression) => Verify.Source($$"""
        public class C
        {
            public const Sora2Resolution Constant = {{Wide}};
            public static readonly Sora2Resolution Field = {{Wide}};
            public static readonly Sora2Resolution? FromField = Field;
            public static object F(object o) => o;
            public object M()
            {
                const Sora2Resolution wideConst = (Sora2Resolution)1;
                var wideEnum = {{Wide}};
                return new Sora2Request { Prompt = "x", {|NGPT120:Resolution = {{expression}}|} };
            }
        }
        """);

    [Theory]
    [InlineData("default")]
    [InlineData("null")]
    [InlineData("default(Sora2Resolution)")]
    [InlineData("Sora2Resolution.R720p")]
    [InlineData("default(Sora2Resolution?)")]
    [InlineData("C.Mutable")]
    [InlineData("C.Assigned")]
    [InlineData("C.Property")]
    [InlineData("Pick()")]
    [InlineData("new Sora2Resolution()")]
    [InlineData("System.Enum.Parse<Sora2Resolution>(\"R1792x1024\")")]
    public void NGPT120_OtherOrUnknownValue_IsNotReported(string expression) => Verify.Source($$"""
        public class C
        {
            public static Sora2Resolution Mutable = {{Wide}};
            public static readonly Sora2Resolution Assigned = {{Wide}};
            public static Sora2Resolution Property { get; set; } = {{Wide}};
            static C() { if (DateTime.Now.Year > 3000) Assigned = Sora2Resolution.R720p; }
            static Sora2Resolution Pick() => {{Wide}};
            public object M() => new Sora2Request { Prompt = "x", Resolution = {{expression}} };
        }
        """);

    [Theory]
    [InlineData("-1")]
    [InlineData("- 1")]
    [InlineData("11")]
    [InlineData("5 + 6")]
    [InlineData("(int)11.7")]
    [InlineData("~0")]
    [InlineData("int.MaxValue")]
    [InlineData("nameof(System.Console).Length > 3 ? 11 : 11")]
    [InlineData("'d'")]
    [InlineData("(byte)200")]
    [InlineData("sizeof(long) + 4")]
    [InlineData("unchecked((int)4294967295)")]
    public void NGPT101_NumberOutOfRange_IsReported(string expression) => Verify.Statements(
        $$"""Use(new Every2Request { Prompt = "abc", {|NGPT101:Duration = {{expression}}|} });""");

    [Theory]
    [InlineData("2")]
    [InlineData("10")]
    [InlineData("5 + 5")]
    [InlineData("null")]
    [InlineData("number")]
    [InlineData("number + 100")]
    [InlineData("text.Length")]
    [InlineData("int.Parse(\"11\")")]
    public void NGPT101_NumberInRangeOrUnknown_IsNotReported(string expression) => Verify.Statements(
        $$"""Use(new Every2Request { Prompt = "abc", Duration = {{expression}} });""");

    [Theory]
    [InlineData("\"ab\"")]
    [InlineData("@\"ab\"")]
    [InlineData("\"a\" + \"b\"")]
    [InlineData("nameof(M).ToString() is string ? \"ab\" : \"ab\"")]
    [InlineData("$\"a{letter}\"")]
    [InlineData("\"\"\"ab\"\"\"")]
    [InlineData("\"12345678901234567890+\"")]
    [InlineData("new string('a', 2)")]
    [InlineData("string.Empty")]
    public void NGPT102_TextOfWrongLength_IsReported(string expression) => Verify.Members($$"""
        object M() { const string letter = "b"; return new Every2Request { {|NGPT102:Prompt = {{expression}}|} }; }
        """);

    [Theory]
    [InlineData("nameof(Use)")]
    [InlineData("text")]
    [InlineData("$\"a{number}\"")]
    [InlineData("string.Empty + text")]
    public void NGPT102_TextOfValidOrUnknownLength_IsNotReported(string expression) => Verify.Statements(
        $$"""Use(new Every2Request { Prompt = {{expression}} });""");
}
