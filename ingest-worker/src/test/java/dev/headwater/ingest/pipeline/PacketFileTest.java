package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.encode.Encoder;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.title.PacketFileReader;
import dev.headwater.ingest.pipeline.title.PacketFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketFileTest {
    @TempDir
    private Path folder;

    private Path target() {
        return folder.resolve("sound");
    }

    private static AVPacket packet(int number) {
        AVPacket packet = avcodec.av_packet_alloc();
        Av.check(avcodec.av_new_packet(packet, 100 + number), "packet");
        packet.data().put(new byte[100 + number], 0, 100 + number);
        packet.pts(1024L * number - 1024);
        packet.dts(1024L * number - 1024);
        packet.duration(1024);
        packet.flags(avcodec.AV_PKT_FLAG_KEY);
        return packet;
    }

    private void write(int packets, boolean toTheEnd) throws IOException {
        try (Encoder encoder = Encoders.aac(96_000);
                PacketFileWriter file = new PacketFileWriter(target(), List.of(encoder))) {
            for (int i = 0; i < packets; i++) {
                file.write(0, packet(i));
            }
            if (toTheEnd) {
                file.finish(4711);
            }
        }
    }

    @Test
    void whatIsWrittenIsReadWithAllThatAMuxerAsksFor() throws IOException {
        write(3, true);
        AVPacket packet = avcodec.av_packet_alloc();
        try (PacketFileReader file = new PacketFileReader(target())) {
            assertThat(file.streams()).isEqualTo(1);
            assertThat(file.parameters(0).sample_rate()).isEqualTo(48_000);
            assertThat(file.parameters(0).extradata_size()).isPositive();
            assertThat(file.timeBase(0).den()).isEqualTo(48_000);
            for (int i = 0; i < 3; i++) {
                assertThat(file.read(packet)).isZero();
                assertThat(packet.pts()).isEqualTo(1024L * i - 1024);
                assertThat(packet.size()).isEqualTo(100 + i);
                assertThat(packet.duration()).isEqualTo(1024);
                avcodec.av_packet_unref(packet);
            }
            assertThat(file.read(packet)).isEqualTo(-1);
        }
        assertThat(PacketFileReader.length(target())).isEqualTo(4711);
    }

    @Test
    void whatIsNotFinishedIsNotThere() throws IOException {
        write(3, false);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsDamagedIsNotTakenForWhole() throws IOException {
        write(3, true);
        byte[] whole = Files.readAllBytes(target());
        for (int length : new int[] {0, 3, 10, whole.length / 2, whole.length - 1}) {
            Files.write(target(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(target())).as(length + " bytes").isInstanceOf(IOException.class);
        }
        byte[] noise = whole.clone();
        Arrays.fill(noise, 190, 230, (byte) 0x7f);
        Files.write(target(), noise);
        assertThatThrownBy(() -> readAll(target())).isInstanceOf(IOException.class);
    }

    private static void readAll(Path path) throws IOException {
        PacketFileReader.length(path);
        AVPacket packet = avcodec.av_packet_alloc();
        try (PacketFileReader file = new PacketFileReader(path)) {
            while (file.read(packet) >= 0) {
                avcodec.av_packet_unref(packet);
            }
        }
    }
}
