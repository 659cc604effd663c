package dev.headwater.infra;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port on which an encoder's push is taken, and whose it is.
 *
 * @param number as the channel's source names it
 * @param channel its id
 */
public record PushPort(Kind kind, int number, int channel) {
    /** A service of ECS has five target groups at the most. */
    public static final int MOST = 5;

    private static final Pattern GRAMMAR = Pattern.compile("(rtmp|srt):([1-9]\\d{2,4}):([1-9]\\d{0,8})");
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    /** What is spoken there. */
    public enum Kind {
        /** Over TCP. */
        RTMP,
        /** Over UDP. */
        SRT
    }

    /**
     * Ports as {@code -c push} names them.
     *
     * @throws IllegalArgumentException with a sentence that names the key
     */
    static List<PushPort> all(String text) {
        List<PushPort> ports =
                Arrays.stream(text.split(",", -1)).map(PushPort::one).toList();
        boolean isTwice = ports.stream().map(PushPort::number).distinct().count() < ports.size();
        if (isTwice || ports.size() > MOST) {
            throw new IllegalArgumentException("-c push names each port once, and " + MOST + " at the most");
        }
        return ports;
    }

    private static PushPort one(String text) {
        Matcher named = GRAMMAR.matcher(text.strip());
        if (!named.matches()) {
            throw wrong();
        }
        int number = Integer.parseInt(named.group(2));
        // A container's program is nobody of rank.
        if (number < LOWEST || number > HIGHEST) {
            throw wrong();
        }
        Kind kind = named.group(1).equals("srt") ? Kind.SRT : Kind.RTMP;
        return new PushPort(kind, number, Integer.parseInt(named.group(3)));
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("-c push is what is spoken, a port from " + LOWEST
                + ", and a channel's id, as rtmp:1935:12,srt:9000:15");
    }
}
