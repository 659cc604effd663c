package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.RealChild;
import java.io.IOException;
import java.net.DatagramSocket;
import org.junit.jupiter.api.Test;

class SrtConnectionTest {
    @Test
    void aPortThatAnotherHasIsNotTakenForOneNobodySendsTo() throws IOException {
        try (DatagramSocket taken = new DatagramSocket()) {
            Source source = new Source("srt://:" + taken.getLocalPort() + "?mode=listener");
            try (RealChild child = new RealChild(Job.clip(source, null, 2000)).readToEnd()) {
                assertThat(child.failures())
                        .singleElement()
                        .asString()
                        .startsWith("can not listen on SRT port " + taken.getLocalPort() + ": ");
            }
        }
    }
}
