package dev.headwater.api.admin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files of the server's machine are for whoever owns its data folder. Who asks over the network names none, not even to
 * learn whether they are there.
 */
public final class ServerFiles {
    private static final List<String> ELSEWHERE = List.of(
            "http://",
            "https://",
            "udp://",
            "rtp://",
            "srt://",
            "rtmp://",
            "rtmps://",
            "rtsp://",
            "rtsps://",
            "testcard:");

    private ServerFiles() {}

    /**
     * Lets everybody name what comes over the network or is made here, and the machine's owner anything.
     *
     * @param field which one the source was sent in
     * @throws OperationException where a file of this machine is named from elsewhere
     */
    public static void check(Call call, String field, String source) {
        if (!isOwner(call) && !isElsewhere(source)) {
            throw OperationException.invalid(
                    field,
                    "over the network a source is an http(s), udp, rtp, srt, rtmp(s) or rtsp(s) URL, testcard: or"
                            + " upload:ID; no file or device of the server can be named");
        }
    }

    /**
     * Lets the machine's owner alone send it into its own network: what lies there may trust whoever reaches it.
     *
     * @throws OperationException where that is asked for from elsewhere
     */
    static void checkPrivate(Call call, @Nullable Boolean allowPrivate) {
        if (Boolean.TRUE.equals(allowPrivate) && !isOwner(call)) {
            throw OperationException.invalid(
                    "allowPrivate",
                    "private and loopback addresses are allowed at the server's machine only, not over the network");
        }
    }

    /** Whether somebody asks at this machine. */
    public static boolean isOwner(Call call) {
        return call.isLocal();
    }

    private static boolean isElsewhere(String source) {
        String small = source.toLowerCase(Locale.ROOT);
        return ELSEWHERE.stream().anyMatch(small::startsWith);
    }
}
