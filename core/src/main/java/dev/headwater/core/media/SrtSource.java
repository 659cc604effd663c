package dev.headwater.core.media;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MPEG-TS over SRT: {@code srt://host:port?mode=caller&passphrase=…&latency=MS&streamid=…}, or
 * {@code srt://[address]:port?mode=listener}, where somebody calls us.
 *
 * @param host whom to call, or the address of this machine that listens; empty: any of them
 * @param passphrase 10 to 79 characters (SRT's own rule); null: not encrypted
 * @param streamId what a caller names to a server that has many streams; null: nothing
 * @param latency in ms: how long lost packets may take to come again; null: SRT's default
 */
public record SrtSource(
        boolean listens,
        String host,
        int port,
        @Nullable String passphrase,
        @Nullable String streamId,
        @Nullable Integer latency) {
    private static final String SPELLED = "an SRT source is spelled srt://host:port, or srt://:port?mode=listener";
    private static final Set<String> OPTIONS = Set.of("mode", "passphrase", "latency", "streamid");
    private static final int MAX_LATENCY = 60_000;

    public SrtSource {
        require(
                passphrase == null || (passphrase.length() >= 10 && passphrase.length() <= 79),
                "an SRT passphrase has 10 to 79 characters");
        require(streamId == null || streamId.length() <= 512, "an SRT stream id has at most 512 characters");
        require(latency == null || (latency >= 0 && latency <= MAX_LATENCY), "SRT latency is 0 to 60000 ms");
    }

    /** @throws IllegalArgumentException where it is none, with the reason */
    static SrtSource parse(String url) {
        SourceUrl parts = SourceUrl.parse(url, SPELLED);
        require(parts.port() > 0 && parts.user() == null && parts.path().length() <= 1, SPELLED);
        Map<String, String> options = parts.options(OPTIONS);
        String mode = options.getOrDefault("mode", "caller");
        require(mode.equals("caller") || mode.equals("listener"), "the mode of an SRT source is caller or listener");
        boolean listens = mode.equals("listener");
        require(listens || !parts.host().isEmpty(), "whom to call? " + SPELLED);
        require(!listens || parts.isLiteral(), "an SRT listener listens on an address of this machine, without a name");
        require(
                !listens || !options.containsKey("streamid"),
                "an SRT listener takes whoever knows the passphrase: a stream id is what callers name");
        return new SrtSource(
                listens,
                parts.host(),
                parts.port(),
                options.get("passphrase"),
                options.get("streamid"),
                latency(options.get("latency")));
    }

    private static @Nullable Integer latency(@Nullable String text) {
        require(text == null || text.matches("\\d{1,6}"), "SRT latency is a number of milliseconds");
        return text == null ? null : Integer.valueOf(text);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "srt://" + host + ":" + port + (listens ? "?mode=listener" : "");
    }
}
