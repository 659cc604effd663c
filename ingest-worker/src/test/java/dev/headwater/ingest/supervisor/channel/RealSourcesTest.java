package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealSourcesTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private final Rig rig = new Rig();

    private ChannelSupervisor supervisor(int channel, String url) {
        ChannelPlan plan =
                new ChannelPlan(channel, List.of(new Source(url, true)), Packaging.REMUX, null, false, false);
        ChannelSupervisor supervisor =
                new ChannelSupervisor(plan, 1, rig.parts(Rig.config("a"), new ProcessLauncher(COMMAND)));
        supervisor.start();
        return supervisor;
    }

    private boolean hasState(int channel, ChannelState state) {
        return rig.windows.find(channel).filter(w -> w.state() == state).isPresent();
    }

    @Test
    void aSourceThatIsGoneFailsItsChannelAloneUntilItIsBack() throws IOException {
        Path clip = folder.resolve("clip.ts");
        new ClipMaker(COMMAND)
                .make(clip, new Source("testcard:gradients"), Ladder.TINY, Duration.ofSeconds(6), (made, length) -> {});
        AtomicReference<byte[]> stream = new AtomicReference<>(new byte[0]);
        try (WebServer server = new WebServer()) {
            server.on("/good", Files.readAllBytes(clip));
            server.on("/gone", exchange -> {
                if (stream.get().length == 0) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    WebServer.answer(exchange, stream.get());
                }
            });
            ChannelSupervisor good = supervisor(1, server.url("/good"));
            ChannelSupervisor gone = supervisor(2, server.url("/gone"));
            try {
                Await.until("the channel fails", Duration.ofSeconds(60), () -> hasState(2, ChannelState.FAILED));
                LiveWindow failed = rig.window(2);
                assertThat(failed.error()).isEqualTo("the source answered 404");
                assertThat(failed.segments()).isEmpty();
                Await.until("the other is on air", Duration.ofSeconds(60), () -> hasState(1, ChannelState.ON_AIR));

                stream.set(Files.readAllBytes(clip));
                Await.until("it is back", Duration.ofSeconds(60), () -> hasState(2, ChannelState.ON_AIR));
                assertThat(rig.window(2).error()).isNull();
            } finally {
                good.stop();
                gone.stop();
            }
        }
    }
}
