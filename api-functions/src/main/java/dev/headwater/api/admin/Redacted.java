package dev.headwater.api.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.util.List;

/** What an answer leaves in the audit log: all of it but what is {@link Secret}. */
final class Redacted {
    private static final String HIDDEN = "(hidden)";
    private static final JsonMapper JSON = Operations.JSON
            .rebuild()
            .addModule(new SimpleModule("redacted").setSerializerModifier(new Hiding()))
            .build();

    private Redacted() {}

    static String json(Object answer) {
        if (answer instanceof JsonNode node) {
            return node.toString();
        }
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.getClass().getSimpleName() + " can not be written");
        }
    }

    private static final class Hiding extends BeanSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription described, List<BeanPropertyWriter> properties) {
            properties.replaceAll(
                    property -> property.getAnnotation(Secret.class) == null ? property : new Hidden(property));
            return properties;
        }
    }

    /** Tells that there is something, and no more. */
    private static final class Hidden extends BeanPropertyWriter {
        private static final long serialVersionUID = 1;

        Hidden(BeanPropertyWriter shown) {
            super(shown);
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator json, SerializerProvider provider) throws Exception {
            if (get(bean) != null) {
                json.writeStringField(getName(), HIDDEN);
            }
        }
    }
}
