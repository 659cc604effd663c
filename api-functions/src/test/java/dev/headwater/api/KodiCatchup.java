package dev.headwater.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Kodi's pvr.iptvsimple makes the address of a past programme of a playlist's entry, by the rules it documents.
 *
 * @param device where the device stands: dates and times are written as its clock shows them
 * @param now epoch of the moment of asking
 */
public record KodiCatchup(ZoneId device, Instant now) {
    /** Any other live address, and the channel has no catch-up. */
    private static final Pattern XTREAM =
            Pattern.compile("(?<base>https?://[^/]+)/(?:live/)?(?<line>[^/]+/[^/]+)/(?<id>[^/.?]+)(?<hls>\\.m3u8?)?");

    /** Empty: the channel has no catch-up. */
    public Optional<String> url(M3u.Entry entry, Instant start, Duration length) {
        String mode = entry.attributes().getOrDefault("catchup", "");
        return switch (mode) {
            case "default" -> Optional.of(filled(entry.attributes().getOrDefault("catchup-source", ""), start, length));
            case "shift" ->
                Optional.of(filled(
                        entry.url() + (entry.url().contains("?") ? "&" : "?") + "utc={utc}&lutc={lutc}",
                        start,
                        length));
            case "xc" -> xtream(entry.url()).map(template -> filled(template, start, length));
            default -> Optional.empty();
        };
    }

    private static Optional<String> xtream(String live) {
        Matcher m = XTREAM.matcher(live);
        return m.matches()
                ? Optional.of(m.group("base") + "/timeshift/" + m.group("line")
                        + "/{duration:60}/{Y}-{m}-{d}:{H}-{M}/" + m.group("id")
                        + (m.group("hls") == null ? ".ts" : m.group("hls")))
                : Optional.empty();
    }

    private String filled(String template, Instant start, Duration length) {
        return template.replace("{utc}", Long.toString(start.getEpochSecond()))
                .replace("{lutc}", Long.toString(now.getEpochSecond()))
                .replace("{duration:60}", Long.toString(length.toSeconds() / 60))
                .replace("{Y}", local("yyyy", start))
                .replace("{m}", local("MM", start))
                .replace("{d}", local("dd", start))
                .replace("{H}", local("HH", start))
                .replace("{M}", local("mm", start));
    }

    private String local(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(device)
                .format(at);
    }
}
