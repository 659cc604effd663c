package dev.headwater.aws.transcode;

import dev.headwater.core.media.Redaction;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What MediaConvert says of a job, in its events and when it is asked. Codes are those of its user guide, "Error codes":
 * below 1400 it is the file, above it access, storage, settings or MediaConvert itself.
 */
public final class MediaConvertStates {
    private static final int NO_FILE_AT_FAULT = 1400;
    private static final int MAX_MESSAGE = 300;
    private static final Pattern KEY = Pattern.compile("(?<![0-9A-Fa-f])[0-9A-Fa-f]{32}(?![0-9A-Fa-f])");

    private MediaConvertStates() {}

    /**
     * A state by its name.
     *
     * @param status of a job ({@code SUBMITTED}…) or of an event ({@code STATUS_UPDATE}…)
     * @param percent null: it does not say
     * @param code of an error; null: none
     */
    public static JobState of(
            String status, @Nullable Integer percent, @Nullable Integer code, @Nullable String message) {
        return switch (status) {
            case "SUBMITTED", "PROGRESSING", "STATUS_UPDATE", "INPUT_INFORMATION" ->
                new JobState.Running(percent == null ? 0 : percent);
            case "COMPLETE" -> new JobState.Done();
            case "ERROR" -> failed(code == null ? 0 : code, message);
            case "CANCELED" -> new JobState.Failed("its job was cancelled in MediaConvert", false);
            default -> new JobState.Unknown();
        };
    }

    private static JobState failed(int code, @Nullable String message) {
        boolean ofFile = code >= 1000 && code < NO_FILE_AT_FAULT;
        String what = ofFile ? "MediaConvert can make nothing of the file" : "MediaConvert gave it up";
        return new JobState.Failed(what + " (error " + code + ")" + tail(message), ofFile);
    }

    /** {@code : message}, without what its URLs give away, and without keys: it may repeat what it was told. */
    static String tail(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "";
        }
        String plain = KEY.matcher(Redaction.of(message.strip().replaceAll("\\p{Cntrl}+", " ")))
                .replaceAll("…");
        return ": " + plain.substring(0, Math.min(plain.length(), MAX_MESSAGE));
    }
}
