using System.ComponentModel;

namespace NanoGpt;

/// <summary>A request that the Venice service takes. It has no key for a submission id: Venice knows none.</summary>
public abstract record VeniceRequest : VideoRequest
{
    /// <summary>An empty request.</summary>
    protected VeniceRequest()
    {
    }

    /// <summary>For generated code: a request that is read back.</summary>
    /// <param name="r">The reader of the request's object.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected VeniceRequest(FieldReader r)
        : base(r)
    {
    }
}
