package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TitleFileTest {
    private static final Linker LINKER = Linker.nativeLinker();

    @TempDir
    private Path folder;

    private Path film() throws IOException {
        return Clips.ffmpeg(
                folder.resolve("film.ts"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=640x360:r=25:d=20",
                "-c:v",
                "mpeg2video",
                "-b:v",
                "4M");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCanNotBeReadAnyMoreIsNotTakenForItsEnd() throws Throwable {
        Path film = film();
        AVPacket packet = av_packet_alloc();
        try (TitleFile file = new TitleFile(film, "the film")) {
            assertThat(file.read(packet)).isTrue();
            breakOff(film);
            assertThatThrownBy(() -> readAll(file))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("the film can not be read any more");
        } finally {
            av_packet_free(packet);
        }
    }

    @Test
    void whatIsCutOffEndsThere() throws IOException {
        byte[] whole = Files.readAllBytes(film());
        Path cut = Files.write(folder.resolve("cut.ts"), Arrays.copyOf(whole, whole.length / 2 + 77));
        try (TitleFile file = new TitleFile(cut, "the film")) {
            assertThat(readAll(file)).isPositive();
        }
    }

    private static int readAll(TitleFile file) {
        AVPacket packet = av_packet_alloc();
        int packets = 0;
        try {
            while (file.read(packet)) {
                packets++;
                av_packet_unref(packet);
            }
            return packets;
        } finally {
            av_packet_free(packet);
        }
    }

    /** Whoever has a file open finds a folder in its place, of which nothing can be read: a disk that broke is alike. */
    @SuppressWarnings("restricted") // what Java does not let do to a file that is open
    private void breakOff(Path file) throws Throwable {
        FunctionDescriptor ofTwo =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        MethodHandle open = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        MethodHandle dup2 = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("dup2"), ofTwo);
        MethodHandle close = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int nothing = (int) open.invokeExact(arena.allocateFrom(folder.toString()), 0);
            for (int opened : opened(file)) {
                assertThat((int) dup2.invokeExact(nothing, opened)).isEqualTo(opened);
            }
            assertThat((int) close.invokeExact(nothing)).isZero();
        }
    }

    private static List<Integer> opened(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            List<Integer> opened = all.filter(fd -> same(fd, file))
                    .map(fd -> Integer.valueOf(fd.getFileName().toString()))
                    .toList();
            assertThat(opened).isNotEmpty();
            return opened;
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
