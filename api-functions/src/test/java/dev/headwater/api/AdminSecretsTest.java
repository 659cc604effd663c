package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.line.LineLinks;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operations take and give is looked through for parts that let somebody in and do not say so. */
class AdminSecretsTest {
    private static final Pattern SUSPICIOUS = Pattern.compile(
            "(?i).*(pass|secret|token|key|credential|links|command|uri|code|digest|hash|pepper|cookie|auth|private).*");
    private static final Set<Class<?>> SUSPICIOUS_TYPES = Set.of(LineLinks.class);

    /** Called like a secret, and none. */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("BackupRequest.passphraseFile", "names a file on the server"),
            Map.entry("ChannelOperations$Add.allowPrivate", "about addresses"),
            Map.entry("ChannelOperations$Change.allowPrivate", "about addresses"),
            Map.entry("ChannelOperations$Changes.allowPrivate", "about addresses"),
            Map.entry("GuideOperations$Add.allowPrivate", "about addresses"),
            Map.entry("ImportRequest.allowPrivate", "about addresses"),
            Map.entry("MovieOperations$Add.allowPrivate", "about addresses"),
            Map.entry("SeriesOperations$AddEpisode.allowPrivate", "about addresses"),
            Map.entry("SourceLook$Audio.codec", "how sound is encoded"),
            Map.entry("SourceLook$Subtitles.codec", "how subtitles are encoded"),
            Map.entry("SourceOperations$Probe.allowPrivate", "about addresses"),
            Map.entry("SubscriberData$Account.passwordSince", "when, not what"));

    private final Headend headend = new Headend();
    private final Set<Type> seen = new HashSet<>();
    private final Map<String, RecordComponent> parts = new TreeMap<>();

    @Test
    void whatLetsSomebodyInIsMarked() throws Exception {
        walkAll();
        Set<String> unmarked = new TreeSet<>();
        parts.forEach((name, part) -> {
            boolean isSuspicious =
                    SUSPICIOUS.matcher(part.getName()).matches() || SUSPICIOUS_TYPES.contains(part.getType());
            if (isSuspicious && !HARMLESS.containsKey(name) && !isMarked(part)) {
                unmarked.add(name);
            }
        });
        assertThat(unmarked)
                .as("mark them @Secret, or say here why they are harmless")
                .isEmpty();
        assertThat(parts.keySet()).as("of what is called harmless").containsAll(HARMLESS.keySet());
        assertThat(parts).hasSizeGreaterThan(200).containsKey("LineView.password");
        assertThat(parts.values().stream().filter(AdminSecretsTest::isMarked).count())
                .isGreaterThanOrEqualTo(8);
    }

    private static boolean isMarked(RecordComponent part) {
        return ((AnnotatedElement) part).isAnnotationPresent(Secret.class);
    }

    private void walkAll() throws IllegalAccessException {
        Set<Operation<?, ?>> walked = new HashSet<>();
        List<OperationGroup> groups = headend.operations(() -> {}).groups();
        for (OperationGroup group : groups) {
            for (Field field : group.getClass().getFields()) {
                if (field.getType() == Operation.class && !Modifier.isStatic(field.getModifiers())) {
                    walked.add((Operation<?, ?>) field.get(group));
                    walk(field.getGenericType());
                }
            }
            assertThat(walked).as("operations that are fields of %s", group).containsAll(group.operations());
        }
    }

    private void walk(Type type) {
        if (!seen.add(type)) {
            return;
        }
        switch (type) {
            case Class<?> whole when whole.isArray() -> walk(whole.getComponentType());
            case Class<?> whole -> walk(whole);
            case ParameterizedType generic -> {
                walk(generic.getRawType());
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::walk);
            }
            case GenericArrayType array -> walk(array.getGenericComponentType());
            case WildcardType any -> Arrays.stream(any.getUpperBounds()).forEach(this::walk);
            default -> {
                // A type variable: what it stands for is walked where it is known.
            }
        }
    }

    private void walk(Class<?> type) {
        if (!type.getName().startsWith("dev.headwater.") || type == Operation.class) {
            return;
        }
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::walk);
        }
        if (type.isRecord()) {
            for (RecordComponent part : type.getRecordComponents()) {
                parts.put(name(type) + "." + part.getName(), part);
                walk(part.getGenericType());
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1);
    }
}
