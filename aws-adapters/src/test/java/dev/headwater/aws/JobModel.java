package dev.headwater.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;

/**
 * The service model of MediaConvert's CreateJob, as far as a client's request can be held against it: names, types and
 * enums are those the SDK was generated with; ranges, patterns and required members, which it does not carry, are those of
 * {@code mediaconvert/2017-08-29/service-2.json} (botocore 1.43.11) for what is used. What breaks a rule is told by path.
 */
final class JobModel {
    private record Range(double min, double max) {}

    private static final Range COUNT = new Range(1, Integer.MAX_VALUE);
    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("CreateJobRequest.priority", new Range(-50, 50)),
            Map.entry("HlsGroupSettings.segmentLength", COUNT),
            Map.entry("HlsGroupSettings.minSegmentLength", new Range(0, Integer.MAX_VALUE)),
            Map.entry("M3u8Settings.ptsOffset", new Range(0, 3600)),
            Map.entry("VideoDescription.width", new Range(32, 8192)),
            Map.entry("VideoDescription.height", new Range(32, 8192)),
            Map.entry("H264Settings.maxBitrate", new Range(1000, 1_152_000_000)),
            Map.entry("H264Settings.gopSize", new Range(0, Double.MAX_VALUE)),
            Map.entry("H264Settings.gopClosedCadence", new Range(0, Integer.MAX_VALUE)),
            Map.entry("H264Settings.parNumerator", COUNT),
            Map.entry("H264Settings.parDenominator", COUNT),
            Map.entry("H264QvbrSettings.qvbrQualityLevel", new Range(1, 10)),
            Map.entry("AacSettings.bitrate", new Range(6000, 1_024_000)),
            Map.entry("AacSettings.sampleRate", new Range(8000, 96_000)),
            Map.entry("FrameCaptureSettings.framerateNumerator", COUNT),
            Map.entry("FrameCaptureSettings.framerateDenominator", COUNT),
            Map.entry("FrameCaptureSettings.maxCaptures", new Range(1, 10_000_000)),
            Map.entry("FrameCaptureSettings.quality", new Range(1, 100)));
    private static final Map<String, Pattern> PATTERNS = Map.ofEntries(
            Map.entry("Input.fileInput", Pattern.compile("s3://([^/]+/+)+([^/]*)|https?://[^/].*[^&]")),
            Map.entry("HlsGroupSettings.destination", Pattern.compile("s3://.*")),
            Map.entry("HlsEncryptionSettings.constantInitializationVector", Pattern.compile("[A-Za-z0-9]{32}")),
            Map.entry("StaticKeyProvider.staticKeyValue", Pattern.compile("[A-Za-z0-9]{32}")),
            Map.entry("FileGroupSettings.destination", Pattern.compile("s3://.*")),
            Map.entry("Output.nameModifier", Pattern.compile(".{1,256}")),
            Map.entry("OutputGroup.name", Pattern.compile(".{0,2048}")),
            Map.entry("AudioDescription.audioSourceName", Pattern.compile(".{0,2048}")),
            Map.entry("CaptionDescription.captionSelectorName", Pattern.compile(".+")));
    private static final Set<MarshallingType<?>> WHOLE = Set.of(MarshallingType.INTEGER, MarshallingType.LONG);
    private static final Set<MarshallingType<?>> NUMBERS =
            Set.of(MarshallingType.INTEGER, MarshallingType.LONG, MarshallingType.DOUBLE);

    /** No shape within the settings requires a member. */
    private static final Map<String, Set<String>> REQUIRED = Map.of("CreateJobRequest", Set.of("role", "settings"));

    private final List<String> wrong = new ArrayList<>();

    private JobModel() {}

    /** What is wrong with a request; empty: nothing. */
    static List<String> check(JsonNode request) {
        JobModel model = new JobModel();
        model.structure("", request, CreateJobRequest.builder());
        return List.copyOf(model.wrong);
    }

    private void structure(String path, JsonNode value, SdkPojo builder) {
        if (!value.isObject()) {
            wrong.add(path + " is no structure");
            return;
        }
        Class<?> type = builder.getClass().getEnclosingClass();
        Map<String, SdkField<?>> members = new HashMap<>();
        builder.sdkFields().forEach(field -> members.put(field.locationName(), field));
        value.fieldNames().forEachRemaining(name -> {
            SdkField<?> member = members.get(name);
            if (member == null) {
                wrong.add(path + "/" + name + " is no member of " + type.getSimpleName());
            } else {
                member(path + "/" + name, value.get(name), member, type);
            }
        });
        REQUIRED.getOrDefault(type.getSimpleName(), Set.of()).forEach(name -> {
            if (!value.has(name)) {
                wrong.add(path + "/" + name + " is required");
            }
        });
    }

    private void member(String path, JsonNode value, SdkField<?> member, Class<?> type) {
        Type java = getter(type, member).getGenericReturnType();
        any(path, value, member, java);
        String name = type.getSimpleName() + "." + member.locationName();
        Range range = RANGES.get(name);
        if (range != null && value.isNumber() && (value.asDouble() < range.min() || value.asDouble() > range.max())) {
            wrong.add(path + " is not in " + range);
        }
        Pattern pattern = PATTERNS.get(name);
        if (pattern != null
                && value.isTextual()
                && !pattern.matcher(value.asText()).matches()) {
            wrong.add(path + " is not as " + pattern);
        }
        if (range == null && NUMBERS.contains(member.marshallingType())) {
            wrong.add(path + " is a number whose range nobody wrote down here: " + name);
        }
    }

    private void any(String path, JsonNode value, SdkField<?> field, Type java) {
        MarshallingType<?> kind = field.marshallingType();
        if (kind.equals(MarshallingType.SDK_POJO)) {
            structure(path, value, field.constructor().get());
        } else if (kind.equals(MarshallingType.LIST)) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            require(path, value.isArray(), "list");
            for (int i = 0; i < value.size(); i++) {
                any(path + "/" + i, value.get(i), element, argument(java, 0));
            }
        } else if (kind.equals(MarshallingType.MAP)) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            require(path, value.isObject(), "map");
            value.properties().forEach(e -> any(path + "/" + e.getKey(), e.getValue(), element, argument(java, 1)));
        } else if (kind.equals(MarshallingType.STRING)) {
            require(path, value.isTextual(), "string");
            if (java instanceof Class<?> one && one.isEnum()) {
                Set<String> known = Arrays.stream(one.getEnumConstants())
                        .map(Object::toString)
                        .filter(text -> !text.equals("null"))
                        .collect(Collectors.toSet());
                require(path, known.contains(value.asText()), one.getSimpleName());
            }
        } else if (WHOLE.contains(kind)) {
            require(path, value.isIntegralNumber(), "whole number");
        } else if (kind.equals(MarshallingType.DOUBLE)) {
            require(path, value.isNumber(), "number");
        } else if (kind.equals(MarshallingType.BOOLEAN)) {
            require(path, value.isBoolean(), "boolean");
        } else {
            wrong.add(path + " is of a type nobody looks at here: " + kind);
        }
    }

    private void require(String path, boolean is, String what) {
        if (!is) {
            wrong.add(path + " is not a " + what);
        }
    }

    private static Type argument(Type java, int index) {
        return java instanceof ParameterizedType p ? p.getActualTypeArguments()[index] : Object.class;
    }

    /** The getter that has an enum where there is one, beside the one that ends in {@code AsString}. */
    private static Method getter(Class<?> type, SdkField<?> member) {
        String name = member.memberName();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getName().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return method;
            }
        }
        throw new IllegalStateException(type + " has no getter of " + name);
    }
}
