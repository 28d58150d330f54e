#if NET
using System.Runtime.CompilerServices;

// An assembly that was compiled for netstandard2.0 looks for the marker of init accessors here. Without this it cannot set a property when
// it runs with the build for a newer framework.
#pragma warning disable RS0016 // no API of ours, and only in the builds for newer frameworks
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
#endif
