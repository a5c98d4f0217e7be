using System;
using FsCheck;
using FsCheck.Fluent;

namespace EmbeddedRnn.Tests;

/// <summary>What a random model is made of; a record, so that FsCheck prints the failing one.</summary>
public sealed record ModelSpec(string Kind, int Input, int Hidden, int Projection, int Options, int Seed, string Name)
{
    private static readonly string[] Kinds = ["rnn", "gru", "lstm"];

    // -0, infinities, quiet and signalling NaNs with payloads, the smallest and largest denormal, the largest number.
    private static readonly uint[] SpecialBits =
        [0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 0x7f800001, 0xffc12345, 0x00000001, 0x807fffff, 0x7f7fffff, 0x00800000];

    public static Arbitrary<ModelSpec> Arbitrary { get; } = (
        from kind in Gen.Elements(Kinds)
        from input in Gen.Choose(1, 9)
        from hidden in Gen.Choose(1, 9)
        from projection in Gen.Choose(0, 4)
        from options in Gen.Choose(0, 63)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from name in ArbMap.Default.GeneratorFor<string?>()
        select new ModelSpec(kind, input, hidden, projection, options, seed, name ?? "")).ToArbitrary();

    public Model Build() => new(Name, BuildLayer());

    /// <summary>A float32 of any bits; one in four is special.</summary>
    public static float AnyValue(Random random) => BitConverter.UInt32BitsToSingle(
        random.Next(4) == 0 ? SpecialBits[random.Next(SpecialBits.Length)] : (uint)random.NextInt64(1L << 32));

    private Layer BuildLayer()
    {
        var random = new Random(Seed);
        bool coupled = Kind == "lstm" && Has(3);
        bool projected = Kind == "lstm" && Projection > 0;
        int gates = Kind switch { "rnn" => 1, "gru" => 3, _ => coupled ? 3 : 4 };
        int recurrent = projected ? Projection : Hidden;

        Tensor Make(string name, int rows, int columns)
        {
            var values = new float[rows * columns];
            for (int i = 0; i < values.Length; i++) values[i] = AnyValue(random);
            return new Tensor(name, rows, columns, values);
        }

        var weights = new CellWeights
        {
            InputWeights = Make(TensorNames.InputWeights, gates * Hidden, Input),
            RecurrentWeights = Make(TensorNames.RecurrentWeights, gates * Hidden, recurrent),
            InputBias = Has(0) ? Make(TensorNames.InputBias, 1, gates * Hidden) : null,
            RecurrentBias = Has(1) ? Make(TensorNames.RecurrentBias, 1, gates * Hidden) : null,
            InitialHidden = Has(2) ? Make(TensorNames.InitialHidden, 1, recurrent) : null,
        };
        switch (Kind)
        {
            case "rnn":
                return new RnnLayer(Input, Hidden, Has(3) ? Activation.Tanh : Has(4) ? Activation.Relu : null, weights);
            case "gru":
                return new GruLayer(Input, Hidden, Has(3) ? ResetPosition.After : ResetPosition.Before, weights);
            default:
                weights.Peepholes = Has(4) ? Make(TensorNames.Peepholes, coupled ? 2 : 3, Hidden) : null;
                weights.Projection = projected ? Make(TensorNames.Projection, recurrent, Hidden) : null;
                weights.InitialCell = Has(5) ? Make(TensorNames.InitialCell, 1, Hidden) : null;
                return new LstmLayer(Input, Hidden, coupled, weights);
        }
    }

    private bool Has(int option) => (Options >> option & 1) != 0;
}
