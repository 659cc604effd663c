package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentAssemblerTest {
    private static final byte[] HEAD = {1};

    private final SegmentAssembler assembler = new SegmentAssembler(
            Stream.of("source", "audio0", "text1")
                    .map(name -> new Rendition(name, "", 0, 0, 0, 1, 1))
                    .toList(),
            2);

    private static Frame.Segment segment(String rendition, byte[] head) {
        return new Frame.Segment(rendition, 0, 2000, head, new byte[] {2});
    }

    @Test
    void fragmentsHaveHeadsAndTextsNone() throws IOException {
        assertThat(assembler.add(segment("source", HEAD))).isEmpty();
        assertThat(assembler.add(segment("text1", new byte[0]))).isEmpty();
        assertThat(assembler.add(segment("audio0", HEAD)))
                .hasValueSatisfying(set -> assertThat(set.heads()).containsOnlyKeys(List.of("source", "audio0")));
    }

    /** A playlist would name a head that is nowhere. */
    @Test
    void noneIsTakenWithoutAHeadBesideOneThatHasOne() throws IOException {
        assembler.add(segment("source", HEAD));
        assembler.add(segment("text1", new byte[0]));
        assertThatThrownBy(() -> assembler.add(segment("audio0", new byte[0])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without what they are read with");
    }
}
