package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.FilterGraph;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.TsMuxer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel whose source fails tries again for months: what could not be opened must leave nothing behind. */
class FailedOpeningsTest {
    private static final int TIMES = 1000;
    /** The Java machine allocates as well, but not evenly: what leaves something behind does so in each round. */
    private static final int ROUNDS = 8;

    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final AVRational time = new AVRational().num(1).den(25);
    private final int level = av_log_get_level();

    @BeforeEach
    void quiet() {
        av_log_set_level(AV_LOG_QUIET);
    }

    @AfterEach
    void close() {
        av_log_set_level(level);
        avcodec_parameters_free(parameters);
        time.close();
    }

    /** What C has allocated and not freed, as glibc tells it. */
    @SuppressWarnings("restricted") // of C, nothing but a count is asked
    private static long allocated() throws Throwable {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("mallinfo2");
        assumeThat(function).as("glibc").isPresent();
        MemoryLayout[] counts = Collections.nCopies(10, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new);
        MethodHandle call =
                linker.downcallHandle(function.orElseThrow(), FunctionDescriptor.of(MemoryLayout.structLayout(counts)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = (MemorySegment) call.invoke((SegmentAllocator) arena);
            return all.getAtIndex(ValueLayout.JAVA_LONG, 7) + all.getAtIndex(ValueLayout.JAVA_LONG, 4);
        }
    }

    private static void assertLeavesNothing(Runnable opening) throws Throwable {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = allocated();
            fail(opening, TIMES);
            least = Math.min(least, allocated() - before);
        }
        assertThat(least).isLessThan(100L * TIMES);
    }

    private static void fail(Runnable opening, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(opening::run).isInstanceOf(PipelineException.class);
        }
    }

    @Test
    void ofADecoder() throws Throwable {
        parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_RAWVIDEO);
        assertLeavesNothing(() -> new Decoder(parameters, time, frame -> {}).close());
    }

    @Test
    void ofAFilterGraph() throws Throwable {
        assertLeavesNothing(() -> new FilterGraph("", "color=size=64x64,crop=100:100").close());
    }

    @Test
    void ofAMuxer() throws Throwable {
        parameters.codec_type(AVMEDIA_TYPE_AUDIO);
        assertLeavesNothing(() -> new TsMuxer(parameters, null).close());
    }
}
