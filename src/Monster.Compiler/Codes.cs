namespace Monster.Compiler;

/// <summary>The codes of the compiler's errors. docs/language.md explains each; a test holds the two together.</summary>
internal static class Codes
{
    public const string Game = "MC0001";
    public const string Manifest = "MC0002";
    public const string FloatingPoint = "MC0101";
    public const string SixtyFour = "MC0102";
    public const string MutableStatic = "MC0103";
    public const string Try = "MC0104";
    public const string Delegate = "MC0105";
    public const string Framework = "MC0106";
    public const string Allocation = "MC0107";
    public const string Array = "MC0108";
    public const string Boxing = "MC0109";
    public const string Pointer = "MC0110";
    public const string Reflection = "MC0111";
    public const string StateMachine = "MC0112";
    public const string Goto = "MC0113";
    public const string Text = "MC0114";
    public const string Layout = "MC0115";
    public const string StaticConstructor = "MC0116";
    public const string ConstantWrite = "MC0117";
    public const string Instruction = "MC0118";
    public const string Size = "MC0119";
}
