package dev.headwater.ingest.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** Clips in several languages, each a tone of its own, and what tone is heard in what was made of them. */
public final class Tongues {
    private static final int SAMPLE_RATE = 48_000;
    private static final int WINDOWS = 50;

    /** Of 32,768. FFmpeg's tones have 4,096. */
    private static final int LOUD = 500;

    private Tongues() {}

    /**
     * A sound.
     *
     * @param language as FFmpeg is told it
     */
    public record Tongue(String language, int hertz) {}

    /**
     * A clip with the pictures of another.
     *
     * @param text subtitles in SubRip; empty: none
     */
    public static Path clip(Path pictures, Path target, String text, Tongue... tongues) throws IOException {
        List<String> command = command("-i", pictures.toString());
        List<String> maps = new ArrayList<>(List.of("-map", "0:v"));
        int n = 0;
        for (Tongue tongue : tongues) {
            command.addAll(List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=" + tongue.hertz()));
            maps.addAll(List.of("-map", (n + 1) + ":a", "-metadata:s:a:" + n, "language=" + tongue.language()));
            n++;
        }
        if (!text.isEmpty()) {
            Path written = Files.writeString(target.resolveSibling(target.getFileName() + ".srt"), text);
            command.addAll(List.of("-i", written.toString()));
            maps.addAll(List.of("-map", (n + 1) + ":s", "-metadata:s:s:0", "language=eng"));
            maps.addAll(List.of("-c:s", target.toString().endsWith(".mp4") ? "mov_text" : "srt"));
        }
        command.addAll(maps);
        command.addAll(List.of("-c:v", "copy", "-c:a", "aac", "-shortest", "-y", target.toString()));
        run(command);
        return target;
    }

    /** A tone, and nothing to see; what it is encoded with comes of its name. */
    static Path sound(Path target, int hertz, int seconds) throws IOException {
        List<String> command = command("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=" + hertz);
        command.addAll(List.of("-t", "" + seconds, "-ac", "2"));
        command.addAll(target.toString().endsWith(".mp3") ? List.of("-c:a", "libmp3lame") : List.of("-c:a", "aac"));
        command.addAll(List.of("-y", target.toString()));
        run(command);
        return target;
    }

    private static List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
        command.addAll(List.of("-nostdin", "-hide_banner", "-v", "error"));
        command.addAll(List.of(more));
        return command;
    }

    private static byte[] run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("ffmpeg: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return out;
    }

    /** How often what is heard in a segment goes up through nothing, a second: a tone's pitch. */
    public static double pitch(Path folder, byte[] segment) throws IOException {
        ShortBuffer all = samples(folder, segment);
        return all.limit() == 0 ? 0 : crossings(all, 0, all.limit()) * (double) SAMPLE_RATE / all.limit();
    }

    /** The pitch of each {@value #WINDOWS}th of a second of a segment; 0: it is silent. */
    static List<Double> pitches(Path folder, byte[] segment) throws IOException {
        ShortBuffer all = samples(folder, segment);
        int window = SAMPLE_RATE / WINDOWS;
        List<Double> pitches = new ArrayList<>();
        for (int from = 0; from + window <= all.limit(); from += window) {
            boolean isLoud = false;
            for (int i = from; i < from + window; i++) {
                isLoud |= Math.abs(all.get(i)) > LOUD;
            }
            pitches.add(isLoud ? crossings(all, from, from + window) * (double) WINDOWS : 0);
        }
        return pitches;
    }

    private static ShortBuffer samples(Path folder, byte[] segment) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "heard", ".ts"), segment);
        String rate = Integer.toString(SAMPLE_RATE);
        byte[] samples =
                run(command("-i", file.toString(), "-map", "0:a:0", "-ac", "1", "-ar", rate, "-f", "s16le", "-"));
        Files.delete(file);
        return ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    }

    private static int crossings(ShortBuffer all, int from, int to) {
        int crossings = 0;
        for (int i = Math.max(1, from); i < to; i++) {
            crossings += all.get(i - 1) < 0 && all.get(i) >= 0 ? 1 : 0;
        }
        return crossings;
    }
}
