package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;

/** Stacks stand on those before them and on no other. */
class OrderTest {
    @Test
    void noStackStandsOnALaterOne() {
        Deployment all = Cloud.plain().deployment();
        List<Stack> order =
                List.of(all.data(), all.media(), all.edge(), all.guard(), all.ingest(), all.api(), all.observability());
        for (int i = 0; i < order.size(); i++) {
            List<String> before =
                    order.subList(0, i).stream().map(Stack::getStackName).toList();
            assertThat(order.get(i).getDependencies().stream().map(Stack::getStackName))
                    .as(order.get(i).getStackName())
                    .isSubsetOf(before);
        }
    }

    @Test
    void oneDeploymentCanBeToldFromAnother() {
        assertThat(Cloud.plain().templates().keySet())
                .allMatch(name -> name.startsWith("headwater-"))
                .hasSize(7);
        assertThat(Cloud.rich().templates().keySet()).allMatch(name -> name.startsWith("tryout-"));
        assertThat(Cloud.rich().templates().toString()).doesNotContain(":secret:headwater/");
    }

    @Test
    void onlyTheTablesCanNotBeDestroyedByMistake() {
        assertThat(Cloud.plain().deployment().data().getTerminationProtection()).isTrue();
        assertThat(Cloud.plain().deployment().api().getTerminationProtection()).isFalse();
        assertThat(Cloud.rich().deployment().data().getTerminationProtection()).isFalse();
    }
}
