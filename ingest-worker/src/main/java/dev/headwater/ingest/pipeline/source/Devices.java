package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.core.media.CaptureSource;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Encoders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;

/** Whether and how this process opens devices of its machine. It may not, unless it was told on its command line. */
public final class Devices {
    /** What child processes are told. */
    static final String ALLOWED = "--devices";

    private final boolean allowed;

    Devices(boolean allowed) {
        this.allowed = allowed;
    }

    /** As a child was told. */
    public static Devices of(String[] arguments) {
        return new Devices(List.of(arguments).contains(ALLOWED));
    }

    /** How Video4Linux is asked. Its time is the wall clock's, as ALSA's is. */
    static Map<String, String> videoOptions(CaptureSource source) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("timestamps", "abs");
        if (source.size() != null) {
            options.put("video_size", source.size());
        }
        if (source.rate() != null) {
            options.put("framerate", source.rate().toString());
        }
        return options;
    }

    static Map<String, String> audioOptions() {
        return Map.of("sample_rate", Integer.toString(Encoders.SAMPLE_RATE), "channels", "2");
    }

    /** @throws PipelineException where it may not or can not be opened, with the reason */
    AVFormatContext video(CaptureSource source) {
        require();
        if (!Files.exists(Path.of(source.device()))) {
            throw new PipelineException("there is no capture device " + source.device());
        }
        if (!Files.isReadable(Path.of(source.device()))) {
            throw new PipelineException(
                    "the user Headwater runs as may not read " + source.device() + " (is it in the group video?)");
        }
        return open("video4linux2", source.device(), videoOptions(source));
    }

    /** @param name ALSA's */
    AVFormatContext audio(String name) {
        require();
        return open("alsa", name, audioOptions());
    }

    private void require() {
        if (!allowed) {
            throw new PipelineException(
                    "capture devices are not opened here: that takes --devices where the worker is started");
        }
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw new PipelineException(
                    "this machine lacks a library that FFmpeg reads devices with: " + e.getMessage());
        }
    }

    private static AVFormatContext open(String format, String device, Map<String, String> wanted) {
        AVInputFormat input = av_find_input_format(format);
        if (input == null || input.isNull()) {
            throw new PipelineException("this FFmpeg reads no devices of kind " + format);
        }
        AVFormatContext context = avformat_alloc_context();
        context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
        AVDictionary options = new AVDictionary(null);
        wanted.forEach((key, value) -> av_dict_set(options, key, value, 0));
        AvLog.listen();
        AvLog.forget();
        int result = avformat_open_input(context, device, input, options);
        av_dict_free(options);
        if (result < 0) {
            String said = AvLog.last();
            throw new PipelineException("the capture device " + device + " can not be opened: "
                    + (said.isEmpty() ? Av.reason(result) : said));
        }
        return context;
    }
}
