package dev.headwater.core.media;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A capture card or camera of this machine: {@code v4l2:/dev/video0[?audio=hw:0][&size=1280x720][&rate=25]}.
 *
 * @param device of Video4Linux
 * @param audio ALSA's name of the device that hears it; null: there is no sound
 * @param size width x height to ask it for; null: its default
 * @param rate pictures a second to ask it for; null: its default
 */
public record CaptureSource(
        String device,
        @Nullable String audio,
        @Nullable String size,
        @Nullable Integer rate) {
    private static final String SPELLED = "a capture source is spelled v4l2:/dev/video0[?audio=hw:0]";
    private static final Pattern REST = Pattern.compile("(?<device>/dev/[A-Za-z0-9/_.:-]{1,64})(?:\\?(?<query>.*))?");
    private static final Pattern AUDIO = Pattern.compile("[A-Za-z0-9:,._=-]{1,64}");
    private static final Set<String> OPTIONS = Set.of("audio", "size", "rate");

    /** @throws IllegalArgumentException where it is none, with the reason */
    static CaptureSource parse(String rest) {
        Matcher m = REST.matcher(rest);
        require(m.matches() && !m.group("device").contains(".."), SPELLED);
        SourceUrl parts = new SourceUrl("v4l2", null, "", 0, "", m.group("query"));
        Map<String, String> options = parts.options(OPTIONS);
        String audio = options.get("audio");
        String size = options.get("size");
        String rate = options.get("rate");
        require(audio == null || AUDIO.matcher(audio).matches(), "sound of a capture source is spelled audio=hw:0");
        require(
                size == null || size.matches("\\d{2,4}x\\d{2,4}"),
                "the size of a capture source is spelled size=1280x720");
        require(rate == null || rate.matches("[1-9]\\d{0,2}"), "the rate of a capture source is spelled rate=25");
        return new CaptureSource(m.group("device"), audio, size, rate == null ? null : Integer.valueOf(rate));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
