#if NET
using System.Runtime.CompilerServices;

// Assemblies that are compiled for netstandard2.0 look for the type for init accessors in this assembly. Without this forward
// they could not set a property if they run with a build for a newer framework.
#pragma warning disable RS0016 // not part of this API, and only in builds for newer frameworks
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
#endif
