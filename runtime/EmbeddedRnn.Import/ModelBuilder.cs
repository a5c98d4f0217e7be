using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>Joins layers to a model.</summary>
internal static class ModelBuilder
{
    /// <summary>Far above what anybody trains; it bounds the memory for a file of very many very small layers.</summary>
    public const int MostLayers = 1000;

    /// <summary>The model under the file's name. What only the whole shows, such as too many weights together, is an error of the file.</summary>
    public static Model Build(ImportSource source, IEnumerable<Layer> layers)
    {
        try
        {
            return new Model(source.ModelName, layers.ToArray());
        }
        catch (ArgumentException exception)
        {
            throw source.Error("", exception.Message, exception);
        }
    }
}
