package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children whose sources are not what a channel wants, and what they say of them. */
class BadInputChildTest {
    @TempDir
    private Path folder;

    private final WebServer server = new WebServer();

    @AfterEach
    void close() {
        server.close();
    }

    private byte[] made(String... codecs) throws IOException, InterruptedException {
        Path file = folder.resolve("made.ts");
        List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
        command.addAll(List.of("-nostdin", "-loglevel", "error", "-y", "-t", "8"));
        command.addAll(List.of("-i", Clips.make(folder.resolve("clip.ts"), 8000).toString()));
        command.addAll(List.of(codecs));
        command.addAll(List.of("-f", "mpegts", file.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllBytes(file);
    }

    private RealChild copied(String path) throws IOException {
        Job job = Job.clip(new Source(server.url(path), true), null, 4000);
        try (RealChild child = new RealChild(job)) {
            return child.readToEnd();
        }
    }

    @Test
    void aRedirectWithoutEndIsToldSo() throws IOException {
        server.redirect("/round", "/about");
        server.redirect("/about", "/round");
        assertThat(copied("/round").failures()).containsExactly("the source redirects more than 5 times");
    }

    @Test
    void aCodecThatPlayersDoNotTakeIsNamed() throws IOException, InterruptedException {
        server.on("/old", made("-c:v", "mpeg2video", "-c:a", "copy"));
        assertThat(copied("/old").failures())
                .first()
                .asString()
                .contains("mpeg2video")
                .contains("ladder");
    }

    @Test
    void soundThatPlayersDoNotTakeIsNamed() throws IOException, InterruptedException {
        server.on("/old", made("-c:v", "copy", "-c:a", "mp2"));
        assertThat(copied("/old").failures()).first().asString().contains("mp2").contains("ladder");
    }

    @Test
    void picturesWithoutSoundAreCopied() throws IOException, InterruptedException {
        server.on("/silent", made("-c:v", "copy", "-an"));
        RealChild child = copied("/silent");
        assertThat(child.failures()).isEmpty();
        Path copy = Files.write(folder.resolve("copy"), RealChild.concatenated(child.segments("source")));
        assertThat(StrictDecoding.decode(copy).pictures()).isGreaterThan(90);
        assertThat(child.opened().renditions().getFirst().codecs()).doesNotContain("mp4a");
    }

    @Test
    void soundWithoutPicturesIsToldSo() throws IOException, InterruptedException {
        server.on("/radio", made("-vn", "-c:a", "copy"));
        assertThat(copied("/radio").failures()).first().asString().contains("holds no video that can be read");
    }
}
