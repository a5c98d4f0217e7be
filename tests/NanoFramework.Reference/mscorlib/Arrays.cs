using System.Collections;

namespace System
{
    public abstract class Array
    {
        public int Length => throw null;
        public static int BinarySearch(Array array, object value, IComparer comparer) => throw null;
        public static void Clear(Array array, int index, int length) { }
        public static void Copy(Array source, Array destination, int length) { }
        public static void Copy(Array source, int sourceIndex, Array destination, int destinationIndex, int length) { }
        public static Array CreateInstance(Type elementType, int length) => throw null;
        public static int IndexOf(Array array, object value) => throw null;
        public object Clone() => throw null;
        public void CopyTo(Array array, int index) { }
        public IEnumerator GetEnumerator() => throw null;
        public object GetValue(int index) => throw null;
    }
}

namespace System.Collections
{
    public interface IEnumerable
    {
        IEnumerator GetEnumerator();
    }

    public interface IEnumerator
    {
        object Current { get; }
        bool MoveNext();
        void Reset();
    }

    public interface IComparer
    {
        int Compare(object a, object b);
    }

    public class ArrayList : IEnumerable
    {
        public ArrayList() { }
        public virtual int Capacity { get => throw null; set { } }
        public virtual int Count => throw null;
        public virtual object this[int index] { get => throw null; set { } }
        public virtual int Add(object value) => throw null;
        public virtual void Clear() { }
        public virtual bool Contains(object value) => throw null;
        public virtual IEnumerator GetEnumerator() => throw null;
        public virtual void Insert(int index, object value) { }
        public virtual void Remove(object value) { }
        public virtual void RemoveAt(int index) { }
        public virtual object[] ToArray() => throw null;
        public virtual Array ToArray(Type type) => throw null;
    }
}
