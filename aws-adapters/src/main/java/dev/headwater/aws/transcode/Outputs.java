package dev.headwater.aws.transcode;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rung;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.mediaconvert.model.AacCodecProfile;
import software.amazon.awssdk.services.mediaconvert.model.AacCodingMode;
import software.amazon.awssdk.services.mediaconvert.model.AacRateControlMode;
import software.amazon.awssdk.services.mediaconvert.model.AudioCodec;
import software.amazon.awssdk.services.mediaconvert.model.AudioDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDescription;
import software.amazon.awssdk.services.mediaconvert.model.CaptionDestinationType;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerControl;
import software.amazon.awssdk.services.mediaconvert.model.DeinterlacerMode;
import software.amazon.awssdk.services.mediaconvert.model.H264CodecProfile;
import software.amazon.awssdk.services.mediaconvert.model.H264FramerateControl;
import software.amazon.awssdk.services.mediaconvert.model.H264GopSizeUnits;
import software.amazon.awssdk.services.mediaconvert.model.H264ParControl;
import software.amazon.awssdk.services.mediaconvert.model.H264QualityTuningLevel;
import software.amazon.awssdk.services.mediaconvert.model.H264RateControlMode;
import software.amazon.awssdk.services.mediaconvert.model.H264SceneChangeDetect;
import software.amazon.awssdk.services.mediaconvert.model.H264Settings;
import software.amazon.awssdk.services.mediaconvert.model.HlsCodecSpecification;
import software.amazon.awssdk.services.mediaconvert.model.HlsDirectoryStructure;
import software.amazon.awssdk.services.mediaconvert.model.HlsEncryptionSettings;
import software.amazon.awssdk.services.mediaconvert.model.HlsEncryptionType;
import software.amazon.awssdk.services.mediaconvert.model.HlsInitializationVectorInManifest;
import software.amazon.awssdk.services.mediaconvert.model.HlsKeyProviderType;
import software.amazon.awssdk.services.mediaconvert.model.HlsManifestCompression;
import software.amazon.awssdk.services.mediaconvert.model.HlsManifestDurationFormat;
import software.amazon.awssdk.services.mediaconvert.model.HlsOutputSelection;
import software.amazon.awssdk.services.mediaconvert.model.HlsSegmentControl;
import software.amazon.awssdk.services.mediaconvert.model.HlsSegmentLengthControl;
import software.amazon.awssdk.services.mediaconvert.model.HlsStreamInfResolution;
import software.amazon.awssdk.services.mediaconvert.model.HlsTargetDurationCompatibilityMode;
import software.amazon.awssdk.services.mediaconvert.model.Mp4MoovPlacement;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupType;
import software.amazon.awssdk.services.mediaconvert.model.ScalingBehavior;
import software.amazon.awssdk.services.mediaconvert.model.TsPtsOffset;
import software.amazon.awssdk.services.mediaconvert.model.VideoCodec;
import software.amazon.awssdk.services.mediaconvert.model.VideoCodecSettings;
import software.amazon.awssdk.services.mediaconvert.model.VideoDescription;

/**
 * The outputs of a job. A rung is a group of its own, because one group puts all it makes into one folder. They are cut
 * alike all the same: a closed group of pictures every two seconds, whatever the picture shows.
 */
final class Outputs {
    static final String AUDIO = "Audio Selector 1";
    static final String CAPTIONS = "Captions Selector 1";

    /** No host of this name can be (RFC 6761 §6.4). */
    private static final String KEYS = "https://keys.invalid/";

    private static final int SEGMENT_SECONDS = (int) Packaging.SEGMENT_DURATION.toSeconds();
    /**
     * What time stamps begin at, in seconds. Left to MediaConvert it follows from each rung's bitrate, and a player that changes
     * from one to another would find itself at another time.
     */
    private static final int FIRST_PICTURE = 10;

    private static final int QUALITY = 7;
    private static final int SAMPLE_RATE = 48_000;
    /** A picture every ten seconds, of twelve hours. */
    private static final int PICTURE_SECONDS = 10;

    private static final int MAX_PICTURES = 12 * 360;
    private static final int PICTURE_QUALITY = 80;
    /** Of this height and above: what reads less is too small to show it. */
    private static final int HIGH_PROFILE = 720;

    private Outputs() {}

    /**
     * Whole segments under one key, all with one initialization vector. Nobody asks for a key at the address that MediaConvert
     * writes into its own playlists: viewers are given ours.
     *
     * @param vector in hex
     */
    static HlsEncryptionSettings seal(ContentKey key, String vector) {
        return HlsEncryptionSettings.builder()
                .type(HlsKeyProviderType.STATIC_KEY)
                .encryptionMethod(HlsEncryptionType.AES128)
                .constantInitializationVector(vector)
                .initializationVectorInManifest(HlsInitializationVectorInManifest.INCLUDE)
                .staticKeyProvider(given -> given.staticKeyValue(HexFormat.of().formatHex(key.bytes()))
                        .url(KEYS + key.id() + ".key"))
                .build();
    }

    /** @param seal what its segments are encrypted with; null: nothing */
    static OutputGroup hls(Rung rung, String destination, @Nullable HlsEncryptionSettings seal) {
        Output output = playable(rung)
                .nameModifier(SegmentName.COUNTED)
                .containerSettings(container -> container
                        .container(ContainerType.M3_U8)
                        .m3u8Settings(
                                m3u8 -> m3u8.ptsOffsetMode(TsPtsOffset.SECONDS).ptsOffset(FIRST_PICTURE)))
                .build();
        return OutputGroup.builder()
                .name("HLS " + rung.name())
                .outputs(output)
                .outputGroupSettings(group -> group.type(OutputGroupType.HLS_GROUP_SETTINGS)
                        .hlsGroupSettings(hls -> hls.destination(destination)
                                .encryption(seal)
                                .segmentLength(SEGMENT_SECONDS)
                                .minSegmentLength(0)
                                .segmentLengthControl(HlsSegmentLengthControl.GOP_MULTIPLE)
                                .segmentControl(HlsSegmentControl.SEGMENTED_FILES)
                                .directoryStructure(HlsDirectoryStructure.SINGLE_DIRECTORY)
                                .outputSelection(HlsOutputSelection.MANIFESTS_AND_SEGMENTS)
                                .manifestCompression(HlsManifestCompression.NONE)
                                .manifestDurationFormat(HlsManifestDurationFormat.FLOATING_POINT)
                                .targetDurationCompatibilityMode(HlsTargetDurationCompatibilityMode.SPEC_COMPLIANT)
                                .codecSpecification(HlsCodecSpecification.RFC_6381)
                                .streamInfResolution(HlsStreamInfResolution.INCLUDE)))
                .build();
    }

    /** Its index stands first: it plays while it is read. */
    static OutputGroup file(Rung rung, String destination) {
        Output output = playable(rung)
                .containerSettings(container -> container
                        .container(ContainerType.MP4)
                        .mp4Settings(mp4 -> mp4.moovPlacement(Mp4MoovPlacement.PROGRESSIVE_DOWNLOAD)))
                .build();
        return group("MP4", destination, output);
    }

    static OutputGroup pictures(Rung rung, String destination) {
        VideoCodecSettings frames = VideoCodecSettings.builder()
                .codec(VideoCodec.FRAME_CAPTURE)
                .frameCaptureSettings(capture -> capture.framerateNumerator(1)
                        .framerateDenominator(PICTURE_SECONDS)
                        .maxCaptures(MAX_PICTURES)
                        .quality(PICTURE_QUALITY))
                .build();
        Output output = Output.builder()
                .containerSettings(container -> container.container(ContainerType.RAW))
                .videoDescription(picture(rung, frames))
                .build();
        return group("Pictures", destination, output);
    }

    private static OutputGroup group(String name, String destination, Output output) {
        return OutputGroup.builder()
                .name(name)
                .outputs(output)
                .outputGroupSettings(group -> group.type(OutputGroupType.FILE_GROUP_SETTINGS)
                        .fileGroupSettings(file -> file.destination(destination)))
                .build();
    }

    private static Output.Builder playable(Rung rung) {
        return Output.builder()
                .videoDescription(picture(rung, h264(rung)))
                .audioDescriptions(sound(rung))
                .captionDescriptions(CaptionDescription.builder()
                        .captionSelectorName(CAPTIONS)
                        .destinationSettings(settings -> settings.destinationType(CaptionDestinationType.EMBEDDED))
                        .build());
    }

    /** Nothing is made larger than it is, and nothing gets black borders. */
    private static VideoDescription picture(Rung rung, VideoCodecSettings codec) {
        return VideoDescription.builder()
                .width(rung.width())
                .height(rung.height())
                .scalingBehavior(ScalingBehavior.FIT_NO_UPSCALE)
                .videoPreprocessors(before -> before.deinterlacer(
                        lines -> lines.mode(DeinterlacerMode.DEINTERLACE).control(DeinterlacerControl.NORMAL)))
                .codecSettings(codec)
                .build();
    }

    private static VideoCodecSettings h264(Rung rung) {
        H264Settings settings = H264Settings.builder()
                .rateControlMode(H264RateControlMode.QVBR)
                .maxBitrate(rung.videoBitrate())
                .qvbrSettings(qvbr -> qvbr.qvbrQualityLevel(QUALITY))
                .qualityTuningLevel(H264QualityTuningLevel.SINGLE_PASS_HQ)
                .codecProfile(rung.height() >= HIGH_PROFILE ? H264CodecProfile.HIGH : H264CodecProfile.MAIN)
                .gopSize((double) SEGMENT_SECONDS)
                .gopSizeUnits(H264GopSizeUnits.SECONDS)
                .gopClosedCadence(1)
                .sceneChangeDetect(H264SceneChangeDetect.DISABLED)
                .framerateControl(H264FramerateControl.INITIALIZE_FROM_SOURCE)
                .parControl(H264ParControl.SPECIFIED)
                .parNumerator(1)
                .parDenominator(1)
                .build();
        return VideoCodecSettings.builder()
                .codec(VideoCodec.H_264)
                .h264Settings(settings)
                .build();
    }

    private static AudioDescription sound(Rung rung) {
        return AudioDescription.builder()
                .audioSourceName(AUDIO)
                .codecSettings(codec -> codec.codec(AudioCodec.AAC)
                        .aacSettings(aac -> aac.bitrate(rung.audioBitrate())
                                .rateControlMode(AacRateControlMode.CBR)
                                .codecProfile(AacCodecProfile.LC)
                                .codingMode(AacCodingMode.CODING_MODE_2_0)
                                .sampleRate(SAMPLE_RATE)))
                .build();
    }
}
