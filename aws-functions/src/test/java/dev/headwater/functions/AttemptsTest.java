package dev.headwater.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    @Test
    void oneThatFailsKeepsNoOtherAndIsToldAtTheEnd() {
        List<String> done = new ArrayList<>();
        IllegalStateException fault = new IllegalStateException("the store is down");
        Attempts attempts = new Attempts();
        attempts.at("do the first", () -> {
            throw fault;
        });
        attempts.at("do the second", () -> done.add("second"));
        assertThat(done).containsExactly("second");
        assertThatThrownBy(attempts::end).isSameAs(fault);
    }

    @Test
    void withoutAFaultNothingIsTold() {
        Attempts attempts = new Attempts();
        attempts.at("do it", () -> {});
        attempts.end();
    }
}
