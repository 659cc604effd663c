package dev.headwater.api.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EndlessForHttp10Test {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    EndlessForHttp10Test() {
        channel.pipeline().addLast(new HttpResponseEncoder(), new EndlessForHttp10.Unchunked());
    }

    private String sent(HttpVersion version) {
        HttpResponse response = new DefaultHttpResponse(version, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        channel.writeOutbound(response);
        channel.writeOutbound(new DefaultHttpContent(Unpooled.copiedBuffer("media", StandardCharsets.US_ASCII)));
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    @Test
    void http10GetsTheBytesAsTheyAreAndThenTheEnd() {
        assertThat(sent(HttpVersion.HTTP_1_0))
                .startsWith("HTTP/1.0 200 OK\r\n")
                .contains("connection: close")
                .doesNotContain("chunked")
                .endsWith("\r\n\r\nmedia");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void http11GetsChunksAndGoesOn() {
        assertThat(sent(HttpVersion.HTTP_1_1)).contains("chunked").endsWith("\r\n\r\n5\r\nmedia\r\n0\r\n\r\n");
        assertThat(channel.isOpen()).isTrue();
    }
}
