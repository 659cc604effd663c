package dev.headwater.aws.transcode;

import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Rung;
import dev.headwater.core.vod.TranscodeOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.mediaconvert.model.AudioDefaultSelection;
import software.amazon.awssdk.services.mediaconvert.model.AudioSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSelector;
import software.amazon.awssdk.services.mediaconvert.model.CaptionSourceType;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.HlsEncryptionSettings;
import software.amazon.awssdk.services.mediaconvert.model.Input;
import software.amazon.awssdk.services.mediaconvert.model.InputTimecodeSource;
import software.amazon.awssdk.services.mediaconvert.model.JobSettings;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.StatusUpdateInterval;
import software.amazon.awssdk.services.mediaconvert.model.TimecodeSource;

/** An order as the request of a job: one HLS group a rung, and of what is in the clear one file of the best, one of pictures. */
final class JobRequests {
    static final String CONTENT = "content";
    static final String FENCE = "fence";

    private final TranscodePlace place;

    JobRequests(TranscodePlace place) {
        this.place = place;
    }

    /**
     * A request.
     *
     * @param key what the order names is encrypted with; null: it names nothing
     * @param input where the file is, {@code s3:} or {@code http(s):}
     */
    CreateJobRequest of(TranscodeOrder order, @Nullable ContentKey key, String input) {
        return CreateJobRequest.builder()
                .clientRequestToken(order.token())
                .role(place.role())
                .queue(place.queue())
                .statusUpdateInterval(StatusUpdateInterval.SECONDS_60)
                .userMetadata(Map.of(
                        CONTENT, Integer.toString(order.content()),
                        FENCE, Long.toString(order.fence())))
                .settings(JobSettings.builder()
                        .timecodeConfig(timecode -> timecode.source(TimecodeSource.ZEROBASED))
                        .inputs(input(input))
                        .outputGroups(groups(order, key))
                        .build())
                .build();
    }

    private static Input input(String file) {
        return Input.builder()
                .fileInput(file)
                .timecodeSource(InputTimecodeSource.ZEROBASED)
                .audioSelectors(Map.of(
                        Outputs.AUDIO,
                        AudioSelector.builder()
                                .defaultSelection(AudioDefaultSelection.DEFAULT)
                                .build()))
                // Captions within the picture go along; where there are none, none come out.
                .captionSelectors(Map.of(
                        Outputs.CAPTIONS,
                        CaptionSelector.builder()
                                .sourceSettings(source -> source.sourceType(CaptionSourceType.EMBEDDED))
                                .build()))
                .build();
    }

    private List<OutputGroup> groups(TranscodeOrder order, @Nullable ContentKey key) {
        List<OutputGroup> groups = new ArrayList<>();
        @Nullable HlsEncryptionSettings seal = key == null ? null : Outputs.seal(key, order.initializationVector());
        for (Rung rung : order.ladder().rungs()) {
            groups.add(Outputs.hls(rung, media(order.rendition(rung.name())), seal));
        }
        if (seal != null) {
            return groups; // a file and pictures would stand in the clear
        }
        groups.add(Outputs.file(order.ladder().rungs().getFirst(), media(order.file())));
        groups.add(Outputs.pictures(order.ladder().rungs().getLast(), media(order.pictures())));
        return groups;
    }

    private String media(String key) {
        return "s3://" + place.mediaBucket() + "/" + key;
    }
}
