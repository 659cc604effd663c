package dev.headwater.ingest.feeds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file sent in real time, round and round, by the {@code ffmpeg} program, and the source that reads it. All on
 * loopback.
 *
 * @param name what is tried
 * @param source its URL; it needs private addresses allowed where it is connected to
 * @param sender what the program is told of where to send to
 */
public record Feed(String name, String source, List<String> sender) {
    private static final List<String> TRANSPORT_STREAM = List.of("-f", "mpegts");
    private static final List<String> FLASH = List.of("-f", "flv");

    public Feed {
        sender = List.copyOf(sender);
    }

    private static Feed of(String name, String source, List<String> format, String to) {
        List<String> sender = new ArrayList<>(format);
        sender.add(to);
        return new Feed(name, source, sender);
    }

    public static Feed udp(int port) {
        String address = "udp://127.0.0.1:" + port;
        return of("UDP", address, TRANSPORT_STREAM, address + "?pkt_size=1316");
    }

    /** To a group, on the loopback interface. */
    public static Feed multicast(int port) {
        return of(
                "UDP multicast",
                "udp://@239.255.77.7:" + port + "?iface=lo",
                TRANSPORT_STREAM,
                "udp://239.255.77.7:" + port + "?pkt_size=1316&localaddr=127.0.0.1");
    }

    public static Feed rtp(int port) {
        String address = "rtp://127.0.0.1:" + port;
        return of("RTP", address, List.of("-f", "rtp_mpegts"), address);
    }

    /** The sender waits to be called. */
    public static Feed srtCaller(int port, String passphrase) {
        String address = "srt://127.0.0.1:" + port;
        String secret = "&passphrase=" + passphrase;
        return of(
                "SRT caller",
                address + "?mode=caller&latency=100" + secret,
                TRANSPORT_STREAM,
                address + "?mode=listener&latency=100000&transtype=live&pkt_size=1316" + secret);
    }

    /** The sender calls. */
    public static Feed srtListener(int port, String passphrase) {
        String secret = "&passphrase=" + passphrase;
        return of(
                "SRT listener",
                "srt://:" + port + "?mode=listener&latency=100" + secret,
                TRANSPORT_STREAM,
                "srt://127.0.0.1:" + port + "?mode=caller&latency=100000&transtype=live&pkt_size=1316" + secret);
    }

    /** The sender waits to be asked. */
    public static Feed rtmpPull(int port) {
        String address = "rtmp://127.0.0.1:" + port + "/live/news";
        return new Feed("RTMP pull", address, List.of("-f", "flv", "-listen", "1", address));
    }

    /** The sender pushes, as OBS does. */
    public static Feed rtmpPush(int port, String key) {
        return of(
                "RTMP push",
                "rtmp://127.0.0.1:" + port + "/live/" + key + "?listen",
                FLASH,
                "rtmp://127.0.0.1:" + port + "/live/" + key);
    }

    /** MPEG-TS without end, to one who asks. */
    public static Feed http(int port) {
        String address = "http://127.0.0.1:" + port + "/live.ts";
        return new Feed("HTTP MPEG-TS", address, List.of("-f", "mpegts", "-listen", "1", address));
    }

    /** Another source that reads what is sent. */
    public Feed readBy(String otherSource) {
        return new Feed(name, otherSource, sender);
    }

    /**
     * Begins to send, and to send again whenever it ends: a sender that is turned away tries again, as encoders do.
     *
     * @param ffmpeg the program
     * @param clip of H.264 and AAC
     */
    public Sender send(Path ffmpeg, Path clip) {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString()));
        command.addAll(List.of("-nostdin", "-loglevel", "error", "-re", "-stream_loop", "-1"));
        command.addAll(List.of("-i", clip.toString(), "-c", "copy"));
        command.addAll(sender);
        return new Sender(slug(), command);
    }

    /** For names of files and threads. */
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
