#if NET
using System.Runtime.CompilerServices;

// An assembly that was compiled for netstandard2.0 looks for the marker of init accessors here. Without this it cannot set a property when
// it runs with the build for a newer framework.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
#endif
