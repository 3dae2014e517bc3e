import static io.trino.testing.TestingSession.testSessionBuilder;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.parser.ParsingException;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trino, in this process, with a catalog in memory. A line of input is a statement, {"sql": …}; a line of output is its
 * answer, {"names", "types", "rows"}, or its refusal, {"error"}. The first argument is what current_timestamp is.
 */
public class Answers {
    public static void main(String[] arguments) throws Exception {
        Session session = testSessionBuilder()
                .setCatalog("memory")
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .setStart(Instant.parse(arguments[0]))
                .build();
        // Whatever Trino logs goes elsewhere: the output is the answers' alone.
        PrintStream output = new PrintStream(System.out, false, UTF_8);
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        try (LocalQueryRunner trino = LocalQueryRunner.create(session)) {
            trino.createCatalog("memory", new MemoryConnectorFactory(), Map.of());
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                JsonNode request = json.readTree(line);
                output.println(json.writeValueAsString(answer(trino, request.get("sql").asText())));
                output.flush();
            }
        }
        System.exit(0);
    }

    private static Map<String, Object> answer(LocalQueryRunner trino, String sql) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            MaterializedResult result = trino.execute(sql);
            List<Type> types = result.getTypes();
            answer.put("names", result.getColumnNames());
            answer.put("types", types.stream().map(Answers::name).toList());
            answer.put("rows", result.getMaterializedRows().stream()
                    .map(row -> texts(types, row.getFields()))
                    .toList());
        } catch (Throwable error) {
            answer.clear();
            answer.put("error", message(error));
        }
        return answer;
    }

    private static String message(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof TrinoException || cause instanceof ParsingException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** A type without the length of texts, which the recorded answers do not hold. */
    private static String name(Type type) {
        return type.getDisplayName().replaceAll("varchar\\(\\d+\\)", "varchar");
    }

    private static List<String> texts(List<Type> types, List<Object> values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            texts.add(values.get(i) == null ? null : text(types.get(i), values.get(i)));
        }
        return texts;
    }

    private static String text(Type type, Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayType array) {
            return ((List<?>) value).stream()
                    .map(item -> text(array.getElementType(), item))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (type instanceof MapType map) {
            return ((Map<?, ?>) value).entrySet().stream()
                    .map(entry -> text(map.getKeyType(), entry.getKey()) + "=" + text(map.getValueType(), entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (type instanceof RowType row) {
            List<?> values = (List<?>) value;
            return IntStream.range(0, values.size())
                    .mapToObj(i -> row.getFields().get(i).getName().orElse("field" + i) + "="
                            + text(row.getFields().get(i).getType(), values.get(i)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            return shortest(number);
        }
        return String.valueOf(value);
    }

    /** Double.toString with the fewest digits that tell the number from its neighbours: Java 17 writes more than that at times. */
    private static String shortest(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return Double.toString(number);
        }
        BigDecimal exact = new BigDecimal(number);
        int places = 1;
        while (exact.round(new MathContext(places, RoundingMode.HALF_EVEN)).doubleValue() != number) {
            places++;
        }
        BigDecimal digits = exact.round(new MathContext(places, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        double size = Math.abs(number);
        if (size >= 1e-3 && size < 1e7) {
            return digits.scale() <= 0 ? digits.toBigInteger() + ".0" : digits.toPlainString();
        }
        String plain = digits.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "") + plain.charAt(0) + "." + (plain.length() > 1 ? plain.substring(1) : "0")
                + "E" + (plain.length() - 1 - digits.scale());
    }
}
