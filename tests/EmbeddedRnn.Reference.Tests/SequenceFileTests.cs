using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

public sealed class SequenceFileTests : TemporaryFiles
{
    [Fact]
    public void CsvIsOneStepARow()
    {
        Sequence sequence = Sequence.Read(File("x.csv", "# time, value\n1,2.5\r\n\n-3e-2, NaN\n"));
        Assert.Equal((2, 2), (sequence.Steps, sequence.Width));
        Assert.Equal(new[] { 1, 2.5, -0.03, double.NaN }, sequence.ToArray());
    }

    [Fact]
    public void CsvIsReadTheSameUnderADecimalComma()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(new[] { 1.5, 2 }, Sequence.Read(File("x.csv", "1.5,2\n")).ToArray());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1,2\n3\n", "x.csv, line 2: 1 values, but line 1 has 2.")]
    [InlineData("1,2\n3,four\n", "x.csv, line 2, value 2: 'four' is not a number")]
    [InlineData("a,b\n1,2\n", "x.csv, line 1, value 1: 'a' is not a number (decimal point, no header line).")]
    [InlineData("1,\n", "x.csv, line 1, value 2: '' is not a number")]
    [InlineData("# nothing\n\n", "x.csv has no values.")]
    public void ABadCsvSaysWhere(string text, string message) => Fails(message, File("x.csv", text));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NumpyFilesOfAllVersionsAreRead(int version)
    {
        byte[] singles = BitConverter.GetBytes(1.5f).Concat(BitConverter.GetBytes(-2f)).ToArray();
        byte[] doubles = BitConverter.GetBytes(0.1).Concat(BitConverter.GetBytes(0.2)).ToArray();
        Sequence row = Sequence.Read(File("x.npy", Npy(version, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", singles)));
        Assert.Equal((1, 2), (row.Steps, row.Width));
        Assert.Equal(new double[] { 1.5, -2 }, row.ToArray());
        Sequence column = Sequence.Read(File("y.npy", Npy(version, "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", doubles)));
        Assert.Equal((2, 1), (column.Steps, column.Width));
        Assert.Equal(new[] { 0.1, 0.2 }, column.ToArray());
    }

    [Theory]
    [InlineData("'descr': '<i8', 'fortran_order': False, 'shape': (1,)", "x.npy has values of type '<i8'; float32 ('<f4') and float64 ('<f8') are read.")]
    [InlineData("'descr': '>f4', 'fortran_order': False, 'shape': (2,)", "x.npy has values of type '>f4'")]
    [InlineData("'descr': '<f4', 'fortran_order': True, 'shape': (2,)", "x.npy is in Fortran order")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2)", "x.npy has the shape [1, 1, 2]; save one sequence, as [steps, width] or [steps].")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': ()", "x.npy has the shape []")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (3,)", "x.npy has the shape [3], 12 bytes, but holds 8: it is damaged or truncated.")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (-2,)", "x.npy: '-2' in its shape is not a size.")]
    [InlineData("'descr': '<f4', 'shape': (2,)", "x.npy: its header has no 'fortran_order' that is understood")]
    [InlineData("'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)", "x.npy: its header has no 'descr' that is understood")]
    public void ABadNumpyFileSaysWhat(string header, string message) =>
        Fails(message, File("x.npy", Npy(1, "{" + header + "}", new byte[header.Contains("(1,)") || header.Contains("()") ? 4 : 8])));

    [Fact]
    public void ADamagedNumpyFileSaysSo()
    {
        byte[] whole = Npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8]);
        Fails("x.npy is not a NumPy .npy file.", File("x.npy", "NUMPY, they said"));
        Fails("x.npy is not a NumPy .npy file.", File("x.npy", whole[..7]));
        Fails("x.npy is truncated: it ends inside its header.", File("x.npy", whole[..30]));
        Fails("x.npy: version 9 of .npy is not known", File("x.npy", Npy(9, "{}", new byte[8])));
    }

    [Fact]
    public void SafetensorsAreReadByName()
    {
        byte[] file = Safetensors("{\"__metadata__\":{\"a\":\"b\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},\"y\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}", new byte[16]);
        string path = File("s.safetensors", file);
        Assert.Equal((2, 1), (Sequence.Read(path, "x").Steps, Sequence.Read(path, "x").Width));
        Assert.Equal(1, Sequence.Read(path, "y").Steps);
        Fails("s.safetensors has 2 tensors (x, y); name one.", path);
        Assert.Contains("s.safetensors has no tensor 'z'; it has x, y.", Assert.Throws<InvalidDataException>(() => Sequence.Read(path, "z")).Message);
    }

    [Theory]
    [InlineData("{\"x\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}", "s.safetensors, tensor x has values of type BF16")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99]}}", "s.safetensors, tensor x: its data_offsets [0, 99] lie outside the file's 8 bytes")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "s.safetensors, tensor x has the shape [3], 12 bytes, but holds 8")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", "s.safetensors, tensor x: its header entry needs dtype, shape and data_offsets.")]
    [InlineData("{\"x\":[]}", "s.safetensors: its header is damaged")]
    [InlineData("{\"x\":", "s.safetensors: its header is damaged")]
    [InlineData("[]", "s.safetensors: its header is damaged")]
    public void ABadSafetensorsFileSaysWhat(string header, string message) =>
        Fails(message, File("s.safetensors", Safetensors(header, new byte[8])));

    [Fact]
    public void ATruncatedSafetensorsFileAndAnUnknownEndingSaySo()
    {
        Fails("s.safetensors is not a safetensors file, or is truncated.", File("s.safetensors", new byte[] { 255, 255, 0, 0, 0, 0, 0, 0 }));
        Fails("s.safetensors is not a safetensors file, or is truncated.", File("s.safetensors", new byte[3]));
        Fails("x.dat: sequences are read from CSV, .npy and .safetensors files, and this is none.", File("x.dat", "\0"));
        Assert.Throws<ArgumentException>(() => Sequence.Read(File("x.csv", "1"), "x"));
    }

    private static void Fails(string message, string path) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Sequence.Read(path)).Message);

    private static byte[] Npy(int version, string header, byte[] values)
    {
        header += "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return new byte[] { 0x93 }.Concat(Encoding.ASCII.GetBytes("NUMPY")).Concat(new[] { (byte)version, (byte)0 }).Concat(length)
            .Concat(Encoding.ASCII.GetBytes(header)).Concat(values).ToArray();
    }

    private static byte[] Safetensors(string header, byte[] values) =>
        BitConverter.GetBytes((long)header.Length).Concat(Encoding.ASCII.GetBytes(header)).Concat(values).ToArray();
}
