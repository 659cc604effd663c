package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    static {
        Leaks.watch();
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void freeze() {
        channel.freezeTime();
        channel.pipeline().addLast(new RequestDeadline(Duration.ofSeconds(60)));
        channel.pipeline().fireChannelActive();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void request() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    }

    private void answer() {
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void whoNeverAsksIsClosed() {
        pass(59);
        assertThat(channel.isActive()).isTrue();
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void piecesOfAHeadAreNoRequest() {
        pass(59);
        channel.writeInbound("G");
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void whoWaitsForAnAnswerIsNot() {
        request();
        pass(600);
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void timeBeginsAnewWithEachAnswer() {
        pass(50);
        request();
        answer();
        pass(59);
        assertThat(channel.isActive()).isTrue();
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }
}
