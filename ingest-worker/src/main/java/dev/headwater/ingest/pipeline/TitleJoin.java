package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * What was encoded in parts, muxed as if it had been encoded in one go: one muxer a rendition goes through all parts, so
 * continuity counters and clocks know of no seam.
 */
final class TitleJoin implements AutoCloseable {
    private final Path folder;
    private final TitlePlan plan;
    private final Ladder ladder;
    private final Report report;
    private final List<JoinedRung> rungs = new ArrayList<>();
    private final @Nullable TitleSoundFeed sound;
    private final AVPacket packet = av_packet_alloc();
    private boolean opened;

    TitleJoin(Path folder, TitlePlan plan, Ladder ladder, Report report) throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.ladder = ladder;
        this.report = report;
        this.sound = plan.sound() ? new TitleSoundFeed(folder.resolve(TitleTask.SOUND.toString())) : null;
    }

    /** The different bit rates of a ladder's sound; it is encoded once for each. */
    static List<Integer> bitrates(Ladder ladder) {
        return ladder.rungs().stream().map(Rung::audioBitrate).distinct().toList();
    }

    /** To the end; returns how long it is, in ms. */
    long run(Mp4Writer mp4, LongConsumer progress) throws IOException {
        long pictures = 0;
        for (int part = 0; part < plan.parts(); part++) {
            Path path = folder.resolve(TitleTask.part(part).toString());
            try (PacketFileReader file = new PacketFileReader(path)) {
                if (part == 0) {
                    begin(file, mp4);
                }
                for (int stream = file.read(packet); stream >= 0; stream = file.read(packet)) {
                    long picture = Math.max(0, packet.dts());
                    if (stream == 0 && sound != null) {
                        sound.feedBefore(due(picture));
                    }
                    rungs.get(stream).take(packet, file.timeBase(stream));
                    av_packet_unref(packet);
                    reportOpened();
                    progress.accept(picture * 1000 / ladder.frameRate());
                }
            }
            pictures = PacketFileReader.length(path);
        }
        if (sound != null) {
            sound.feedBefore(due(pictures));
        }
        rungs.forEach(JoinedRung::finish);
        return pictures * 1000 / ladder.frameRate();
    }

    /** Up to which sample it has to be there before a picture: a little ahead, as encoders let it come. */
    private long due(long picture) {
        return picture * Encoders.SAMPLE_RATE / ladder.frameRate() + 2 * Encoders.AUDIO_FRAME;
    }

    private void begin(PacketFileReader file, Mp4Writer mp4) {
        List<Integer> bitrates = bitrates(ladder);
        for (int i = 0; i < file.streams(); i++) {
            Rung rung = ladder.rungs().get(i);
            int heard = bitrates.indexOf(rung.audioBitrate());
            JoinedRung joined = new JoinedRung(
                    rung,
                    ladder.frameRate(),
                    file.parameters(i),
                    sound == null ? null : sound.parameters(heard),
                    i == 0 ? mp4 : null,
                    report);
            rungs.add(joined);
            if (sound != null) {
                sound.to(heard, joined);
            }
        }
    }

    /** What players are told of it is in the first packets. */
    private void reportOpened() {
        if (opened) {
            return;
        }
        List<Rendition> renditions = rungs.stream()
                .map(JoinedRung::rendition)
                .flatMap(Optional::stream)
                .toList();
        if (renditions.size() == rungs.size()) {
            report.opened(renditions);
            opened = true;
        }
    }

    @Override
    public void close() throws IOException {
        rungs.forEach(JoinedRung::close);
        if (sound != null) {
            sound.close();
        }
        av_packet_free(packet);
    }
}
