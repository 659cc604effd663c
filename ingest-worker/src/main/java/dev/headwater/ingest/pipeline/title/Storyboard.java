package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.av.FilterGraph;
import dev.headwater.ingest.pipeline.av.Orientation;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Jpeg;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A small picture of every ten seconds, a hundred to a sheet, and a WebVTT text that says which is where: players show
 * them while somebody looks for a place. Only key frames are decoded, so each is the last one before its moment.
 */
final class Storyboard implements AutoCloseable {
    private static final int SECONDS = 10;
    private static final int COLUMNS = 10;
    private static final int WIDTH = 160;
    private static final int MOST_HEIGHT = 320;

    private final TitleSource source;
    private final TitlePlan plan;
    private final Path folder;
    private final int height;
    private final StringBuilder index = new StringBuilder("WEBVTT\n");
    private final AVFrame picture = av_frame_alloc();
    private final AVFrame sheet = av_frame_alloc();
    private int pictures;
    private int sheets;

    Storyboard(TitleSource source, TitlePlan plan, Path folder) {
        this.source = source;
        this.plan = plan;
        this.folder = folder;
        long wanted =
                (long) WIDTH * plan.facts().height() / Math.max(1, plan.facts().width());
        this.height = Math.clamp(wanted / 2 * 2, 16, MOST_HEIGHT);
    }

    /**
     * Leaves {@code storyboard.0000000.jpg} and so on, and last the index, whose file is the task's.
     *
     * @throws PipelineException nothing is left: the pictures can not be had, or one is stamped behind {@code maxMillis}
     */
    void make(long maxMillis, LongConsumer progress) throws IOException {
        boolean isMade = false;
        try {
            draw(maxMillis, progress);
            isMade = true;
        } finally {
            if (!isMade) {
                clear();
            }
        }
    }

    private void clear() throws IOException {
        for (int sheet = 0; sheet <= sheets; sheet++) {
            Files.deleteIfExists(folder.resolve(sheetName(sheet)));
        }
    }

    private void draw(long maxMillis, LongConsumer progress) throws IOException {
        try (TitleStream keys = keys();
                FilterGraph tiles = new FilterGraph("", tiles())) {
            while (keys.take(picture)) {
                TitleJob.check(1000L * SECONDS * pictures, maxMillis);
                tiles.put(picture);
                pictures++;
                progress.accept(1000L * SECONDS * pictures);
                write(tiles);
            }
            tiles.end();
            write(tiles);
        }
        for (int i = 0; i < pictures; i++) {
            point(i);
        }
        TitleFiles.write(folder.resolve(TitleTask.STORYBOARD.toString()), index.toString());
    }

    private TitleStream keys() {
        TitleFile file = source.open();
        AVStream stream = Objects.requireNonNull(file.videoStream());
        TitleStream keys = new TitleStream(
                file,
                stream,
                1,
                "",
                0,
                (frame, time) -> LadderFilters.buffer(frame, time) + ",fps=1/" + SECONDS
                        + ":start_time=0:round=up" + Orientation.of(frame).filters() + ",scale=" + WIDTH + ":" + height
                        + ":out_range=pc,setsar=1,format=yuv420p");
        keys.keysOnly();
        keys.beginAt(plan.begins());
        return keys;
    }

    private String tiles() {
        return "buffer@in=width=" + WIDTH + ":height=" + height + ":pix_fmt=" + AV_PIX_FMT_YUV420P
                + ":time_base=" + SECONDS + "/1:sar=1/1:range=" + AVCOL_RANGE_JPEG
                + ",tile=" + COLUMNS + "x" + COLUMNS;
    }

    private void write(FilterGraph tiles) throws IOException {
        while (tiles.take(sheet)) {
            Path target = folder.resolve(sheetName(sheets++));
            write(target, Jpeg.of(sheet, Jpeg.FINE));
            TitleFiles.force(target);
            av_frame_unref(sheet);
        }
    }

    private static void write(Path target, byte[] bytes) {
        try {
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new PipelineException("a storyboard can not be put on the disk: " + e.getMessage());
        }
    }

    private static String sheetName(int sheet) {
        return String.format(Locale.ROOT, "storyboard.%07d.jpg", sheet);
    }

    private void point(int n) {
        int place = n % (COLUMNS * COLUMNS);
        index.append('\n')
                .append(moment(n * SECONDS))
                .append(" --> ")
                .append(moment((n + 1) * SECONDS))
                .append('\n')
                .append(sheetName(n / (COLUMNS * COLUMNS)))
                .append("#xywh=")
                .append(place % COLUMNS * WIDTH)
                .append(',')
                .append(place / COLUMNS * height)
                .append(',')
                .append(WIDTH)
                .append(',')
                .append(height)
                .append('\n');
    }

    private static String moment(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d.000", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void close() {
        av_frame_free(picture);
        av_frame_free(sheet);
    }
}
