[assembly: AssemblyFixture(typeof(CanaryOfAllTests))]
