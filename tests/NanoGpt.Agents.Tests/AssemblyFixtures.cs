using NanoGpt.Testing;

[assembly: AssemblyFixture(typeof(CanaryOfAllTests))]
