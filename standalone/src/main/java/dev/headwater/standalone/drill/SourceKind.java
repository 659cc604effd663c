package dev.headwater.standalone.drill;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * A kind of source, with a sender on this machine.
 *
 * @param name for the report
 * @param source its URL as an operator types it, of a port that nobody has
 * @param sends where and how ffmpeg sends, of that port and a folder that is served
 * @param served whether the sender writes files that somebody else serves
 */
record SourceKind(
        String name, IntFunction<String> source, BiFunction<Integer, Path, List<String>> sends, boolean served) {
    private static final String PASSPHRASE = "a-drill-of-sources";
    private static final String STREAM_KEY = "drill-stream-key-0001";

    static final List<SourceKind> ALL = List.of(
            sent("UDP", "udp://127.0.0.1:%d", "mpegts", "udp://127.0.0.1:%d?pkt_size=1316"),
            sent("RTP", "rtp://127.0.0.1:%d", "rtp_mpegts", "rtp://127.0.0.1:%d"),
            sent(
                    "SRT, we listen",
                    "srt://127.0.0.1:%d?mode=listener&passphrase=" + PASSPHRASE,
                    "mpegts",
                    "srt://127.0.0.1:%d?mode=caller&passphrase=" + PASSPHRASE),
            sent(
                    "SRT, we call",
                    "srt://127.0.0.1:%d?passphrase=" + PASSPHRASE,
                    "mpegts",
                    "srt://127.0.0.1:%d?mode=listener&passphrase=" + PASSPHRASE),
            sent(
                    "RTMP, pushed to us",
                    "rtmp://127.0.0.1:%d/live/" + STREAM_KEY + "?listen",
                    "flv",
                    "rtmp://127.0.0.1:%d/live/" + STREAM_KEY),
            asked("RTMP, fetched", "rtmp://127.0.0.1:%d/live/drill", "flv", "rtmp://127.0.0.1:%d/live/drill"),
            asked("HTTP, MPEG-TS", "http://127.0.0.1:%d/drill.ts", "mpegts", "http://127.0.0.1:%d/drill.ts"),
            new SourceKind(
                    "HLS",
                    "http://127.0.0.1:%d/drill.m3u8"::formatted,
                    (port, folder) -> List.of(
                            "-f",
                            "hls",
                            "-hls_time",
                            "2",
                            "-hls_list_size",
                            "6",
                            "-hls_flags",
                            "delete_segments+temp_file",
                            folder.resolve("drill.m3u8").toString()),
                    true));

    private static SourceKind sent(String name, String source, String format, String to) {
        return new SourceKind(
                name, source::formatted, (port, folder) -> List.of("-f", format, to.formatted(port)), false);
    }

    /** The sender waits to be asked. */
    private static SourceKind asked(String name, String source, String format, String at) {
        return new SourceKind(
                name,
                source::formatted,
                (port, folder) -> List.of("-f", format, "-listen", "1", at.formatted(port)),
                false);
    }
}
