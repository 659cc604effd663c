package dev.headwater.api.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.ChannelRole;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehindHttp1Test {
    private final ChannelHandler handler = new ChannelInboundHandlerAdapter();
    private final BehindHttp1 server = new BehindHttp1("ours", () -> handler);

    private List<String> built(EmbeddedChannel connection) {
        server.specializeForChannel(new EmbeddedChannel(), ChannelRole.LISTENER)
                .specializeForChannel(connection, ChannelRole.CONNECTION)
                .onStreamPipelineBuilt();
        List<String> names = connection.pipeline().names();
        connection.finishAndReleaseAll();
        return names;
    }

    @Test
    void comesRightAfterTheCodec() {
        EmbeddedChannel connection = new EmbeddedChannel();
        connection.pipeline().addLast(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, new HttpServerCodec());
        connection.pipeline().addLast("theirs", new ChannelInboundHandlerAdapter());
        assertThat(built(connection))
                .containsSubsequence(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "ours", "theirs");
    }

    @Test
    void aConnectionThatSpeaksNoHttp1IsLeftAlone() {
        assertThat(built(new EmbeddedChannel())).doesNotContain("ours");
    }

    @Test
    void aServerWithoutAChannelIsLeftAlone() {
        server.onStreamPipelineBuilt();
        assertThat(built(new EmbeddedChannel())).doesNotContain("ours");
    }
}
