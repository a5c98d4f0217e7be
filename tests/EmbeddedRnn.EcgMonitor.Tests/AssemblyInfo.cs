using Xunit;

// Allocation is measured here, and other threads' garbage collections would disturb it: see CellRun.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
