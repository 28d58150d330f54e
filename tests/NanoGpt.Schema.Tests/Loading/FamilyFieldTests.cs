using System.Text.RegularExpressions;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>
/// The field table of NanoGPT's endpoint page documents fields for whole families: each model of a family takes the field, or its
/// file records why not.
/// </summary>
public sealed class FamilyFieldTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "negative_prompt", "^(veo|wan-|runway|pixverse)" },
        { "seed", "^(veo|wan-|pixverse)" },
        { "camera_fixed", "seedance|^wan-" },
        { "enable_prompt_expansion", "seedance|^wan-|^minimax" },
        { "num_frames", "^wan-.*22" },
        { "num_inference_steps", "^wan-.*22" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Model_OfAFamilyWithADocumentedField_TakesItOrRecordsWhyNot(string field, string family)
    {
        var models = Load.Files(Load.Provider("nanogpt")).Models
            .Where(model => model.Status != ModelStatus.Removed && Regex.IsMatch(model.Id, family)).ToList();
        Assert.True(models.Count >= 3, $"{models.Count} models");
        Assert.Empty(models.Where(model => model.FindField(field) is null && !model.Disputes.Any(dispute => dispute.About == field))
            .Select(model => model.Id));
    }
}
