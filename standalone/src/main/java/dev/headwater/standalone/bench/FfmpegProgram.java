package dev.headwater.standalone.bench;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** The {@code ffmpeg} program that lies beside the libraries our children use, told to do the same work. */
public final class FfmpegProgram {
    private static final String SEGMENT_SECONDS = "2";

    private final String path;
    private final boolean hasX264;

    private FfmpegProgram(String path, boolean hasX264) {
        this.path = path;
        this.hasX264 = hasX264;
    }

    /** Unpacks it where it has not been. */
    public static FfmpegProgram load() throws IOException {
        String path = Loader.load(ffmpeg.class);
        String encoders = Programs.output(List.of(path, "-hide_banner", "-encoders"));
        if (!encoders.contains("libopenh264") && !encoders.contains("libx264")) {
            throw new BenchException(
                    "the ffmpeg program of this build does not run (Debian: apt install libasound2 libpulse0 libxcb-shm0)");
        }
        return new FfmpegProgram(path, encoders.contains("libx264"));
    }

    /** Its command line: quiet, asking nothing. */
    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path, "-nostdin", "-hide_banner", "-v", "error"));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Makes a file to work on: pictures that move all over, and a tone. */
    public List<String> make(Path file, int seconds) {
        return make(file, seconds, new Rung("source", 1280, 720, 4_000_000, 128_000));
    }

    /** The same, small enough that many of them are encoded anew at once. */
    public List<String> makeSmall(Path file, int seconds) {
        return make(file, seconds, new Rung("source", 640, 360, 600_000, 96_000));
    }

    private List<String> make(Path file, int seconds, Rung rung) {
        String pictures = "testsrc2=s=%dx%d:r=25".formatted(rung.width(), rung.height());
        List<String> command =
                command("-f", "lavfi", "-i", pictures, "-f", "lavfi", "-i", "sine=r=48000", "-t", "" + seconds);
        command.addAll(video(rung));
        command.addAll(List.of("-pix_fmt", "yuv420p", "-f", "mpegts", "-y", file.toString()));
        return command;
    }

    List<String> remux(Path file, int seconds, Path folder) {
        List<String> command = command("-stream_loop", "-1", "-i", file.toString());
        command.addAll(List.of("-t", "" + seconds, "-map", "0:v:0", "-map", "0:a:0", "-c", "copy"));
        command.addAll(segments(folder, "copied"));
        return command;
    }

    List<String> encode(Path file, int seconds, Ladder ladder, Path folder) {
        List<Rung> rungs = ladder.rungs();
        String outs =
                IntStream.range(0, rungs.size()).mapToObj("[s%d]"::formatted).collect(Collectors.joining());
        StringBuilder filter =
                new StringBuilder("[0:v]fps=%d,split=%d%s".formatted(ladder.frameRate(), rungs.size(), outs));
        for (int i = 0; i < rungs.size(); i++) {
            Rung rung = rungs.get(i);
            filter.append(";[s%d]scale=%d:%d:flags=bicubic[v%d]".formatted(i, rung.width(), rung.height(), i));
        }
        List<String> command =
                command("-threads", "2", "-stream_loop", "-1", "-t", "" + seconds, "-i", file.toString());
        command.addAll(List.of("-filter_complex", filter.toString()));
        for (int i = 0; i < rungs.size(); i++) {
            command.addAll(List.of("-map", "[v%d]".formatted(i), "-map", "0:a:0"));
            command.addAll(video(rungs.get(i)));
            command.addAll(segments(folder, rungs.get(i).name()));
        }
        return command;
    }

    /** As our encoders are opened. */
    private List<String> video(Rung rung) {
        List<String> options = new ArrayList<>();
        if (hasX264) {
            options.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-forced-idr", "1"));
            options.addAll(List.of("-sc_threshold", "0", "-x264-params", "open-gop=0:scenecut=0"));
        } else {
            options.addAll(List.of("-c:v", "libopenh264", "-rc_mode", "bitrate", "-allow_skip_frames", "0"));
        }
        options.addAll(List.of("-profile:v", "main", "-g", "1048576", "-flags:v", "+cgop", "-threads:v", "1"));
        options.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*" + SEGMENT_SECONDS + ")"));
        int bits = rung.videoBitrate();
        options.addAll(List.of("-b:v", "" + bits, "-maxrate:v", "" + bits * 5L / 4, "-bufsize:v", "" + bits * 2L));
        options.addAll(List.of("-c:a", "aac", "-ar", "48000", "-ac", "2", "-b:a", "" + rung.audioBitrate()));
        return options;
    }

    /** A few files by turns, which is as near to nowhere as the program writes segments. */
    private static List<String> segments(Path folder, String name) {
        return List.of(
                "-f",
                "segment",
                "-segment_format",
                "mpegts",
                "-segment_time",
                SEGMENT_SECONDS,
                "-segment_wrap",
                "4",
                "-y",
                folder.resolve(name + "-%d.ts").toString());
    }
}
