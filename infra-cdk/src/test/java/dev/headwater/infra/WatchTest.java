package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What is watched, who is told, and how long logs are kept. */
class WatchTest {
    private static final Pattern RUNBOOK = Pattern.compile("What to do: (docs/\\S+\\.md)#(\\S+)$");

    @Test
    void everyAlarmSaysWhatToDo() throws IOException {
        var alarms = Cloud.plain().all("AWS::CloudWatch::Alarm");
        assertThat(alarms).hasSizeBetween(5, 10);
        for (var alarm : alarms) {
            Matcher link = RUNBOOK.matcher(alarm.at("/AlarmDescription").asText());
            assertThat(link.find()).as("%s names a runbook", alarm).isTrue();
            List<String> headings = Files.readAllLines(Path.of("..").resolve(link.group(1))).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(WatchTest::anchor)
                    .toList();
            assertThat(headings).as("%s", alarm).contains(link.group(2));
        }
    }

    /** An alarm on an age above that at which changes are forgotten would never fire. */
    @Test
    void aChangeIsKeptLongerThanTheAlarmWaits() {
        var alarm = Cloud.plain().only("AWS::CloudWatch::Alarm", "AlarmsLists");
        assertThat(alarm.at("/MetricName").asText()).isEqualTo("IteratorAge");
        assertThat(alarm.at("/DatapointsToAlarm").asInt()).isEqualTo(1);
        assertThat(Cloud.plain().all("AWS::Lambda::EventSourceMapping").stream()
                        .filter(mapping -> mapping.text().contains("PUBLISH#")))
                .hasSize(1)
                .allMatch(mapping -> mapping.at("/MaximumRecordAgeInSeconds").asInt() * 1000
                        > 2 * alarm.at("/Threshold").asInt())
                .allMatch(mapping -> mapping.at("/MaximumRetryAttempts").asInt(-1) == -1);
    }

    @Test
    void whatWasTakenAndIsNotPublishedIsLookedAtToo() {
        var alarm = Cloud.plain().only("AWS::CloudWatch::Alarm", "AlarmsUnpublished");
        assertThat(alarm.at("/Namespace").asText()).isEqualTo("Headwater");
        assertThat(alarm.at("/MetricName").asText()).isEqualTo("headwater_publish_lag_seconds");
        assertThat(alarm.at("/Threshold").asInt()).isEqualTo(600);
    }

    @Test
    void alarmsReachWhoeverIsNamedAndItIsSaidThatNobodyIs() {
        assertThat(Cloud.plain().all("AWS::SNS::Topic")).isEmpty();
        Annotations.fromStack(Cloud.plain().deployment().observability())
                .hasWarning("*", Match.stringLikeRegexp("nobody is told of alarms.*"));
        assertThat(Cloud.rich().all("AWS::SNS::Subscription"))
                .hasSize(1)
                .allMatch(subscription -> subscription.at("/Endpoint").asText().equals("operator@example.org"));
        assertThat(Cloud.rich().all("AWS::CloudWatch::Alarm"))
                .allMatch(alarm -> alarm.at("/AlarmActions").size() == 1);
    }

    /** A topic that has a policy has SNS's own no more. */
    @Test
    void alarmsOfThisAccountMayPublish() {
        JsonNode policy = Cloud.rich().all("AWS::SNS::TopicPolicy").getFirst().at("/PolicyDocument/Statement");
        assertThat(policy).anySatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.at("/Principal/Service").asText()).isEqualTo("cloudwatch.amazonaws.com");
            assertThat(statement.path("Action").asText()).isEqualTo("sns:Publish");
            assertThat(statement.at("/Condition/StringEquals").has("aws:SourceAccount"))
                    .isTrue();
        });
    }

    @Test
    void thereIsABudget() {
        JsonNode limit = Cloud.plain().only("AWS::Budgets::Budget", "Spending").at("/Budget/BudgetLimit");
        assertThat(limit.path("Amount").asInt()).isEqualTo(100);
    }

    @Test
    void everyLogEnds() {
        assertThat(Cloud.both().flatMap(cloud -> cloud.all("AWS::Logs::LogGroup").stream()))
                .isNotEmpty()
                .allMatch(group -> group.at("/RetentionInDays").asInt() == 30);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
