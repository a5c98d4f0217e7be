using System.Reflection;

namespace System
{
    public abstract class Type : MemberInfo
    {
        public abstract Assembly Assembly { get; }
        public abstract Type BaseType { get; }
        public abstract string FullName { get; }
        public static Type GetType(string name) => throw null;
        public static Type GetTypeFromHandle(RuntimeTypeHandle handle) => throw null;
        public abstract Type GetElementType();
    }
}

namespace System.Reflection
{
    public abstract class MemberInfo
    {
        public abstract string Name { get; }
        public abstract Type DeclaringType { get; }
    }

    public class Assembly
    {
        public virtual string FullName => throw null;
        public static Assembly GetExecutingAssembly() => throw null;
    }
}

namespace System.Runtime.CompilerServices
{
    public static class RuntimeHelpers
    {
        public static void InitializeArray(Array array, RuntimeFieldHandle handle) { }
    }

    public static class IsExternalInit { }
}
