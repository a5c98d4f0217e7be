namespace EmbeddedRnn.Tool.Checking;

/// <summary>What check says; its JSON has these names. Steps and units count from 0.</summary>
internal sealed record CheckReport(
    string Model,
    string Hash,
    string Engine,
    string EngineDetail,
    bool TeacherForced,
    double Tolerance,
    bool Within,
    int Steps,
    double LargestError,
    int Step,
    int Unit,
    double Expected,
    double Actual,
    DivergenceReport? FirstDivergence);

/// <summary>The first step outside the tolerance, and what explains it.</summary>
internal sealed record DivergenceReport(
    int Step,
    int Unit,
    double Expected,
    double Actual,
    string? Gate,
    string? KnownMistake,
    bool ModelAndExpectedDisagree,
    string Explanation);
