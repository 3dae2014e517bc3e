import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.objectinspector.MapObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.PrimitiveObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.StructField;
import org.apache.hadoop.hive.serde2.objectinspector.StructObjectInspector;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.hive.hcatalog.data.JsonSerDe;

/**
 * Reads rows as Hive does: lines by Hadoop's reader, values by Hive's JsonSerDe. The arguments are the names and the types
 * of the columns. For each line of input a line of output: its columns as a JSON array (a struct is an array, too), or
 * {"error": …}.
 */
public class Rows {
    public static void main(String[] arguments) throws Exception {
        PrintStream output = new PrintStream(System.out, false, "US-ASCII");
        System.setOut(System.err);
        Properties table = new Properties();
        table.setProperty("columns", arguments[0]);
        table.setProperty("columns.types", arguments[1]);
        JsonSerDe serde = new JsonSerDe();
        serde.initialize(new Configuration(false), table);
        LineReader input = new LineReader(System.in);
        Text line = new Text();
        while (input.readLine(line) > 0) {
            StringBuilder written = new StringBuilder();
            try {
                write(serde.deserialize(line), serde.getObjectInspector(), written);
            } catch (Throwable error) {
                written.setLength(0);
                written.append("{\"error\":");
                text(String.valueOf(error), written);
                written.append('}');
            }
            output.println(written);
            output.flush();
        }
    }

    private static void write(Object value, ObjectInspector inspector, StringBuilder to) {
        if (value == null) {
            to.append("null");
        } else if (inspector instanceof StructObjectInspector) {
            StructObjectInspector struct = (StructObjectInspector) inspector;
            List<? extends StructField> fields = struct.getAllStructFieldRefs();
            char before = '[';
            for (StructField field : fields) {
                to.append(before);
                write(struct.getStructFieldData(value, field), field.getFieldObjectInspector(), to);
                before = ',';
            }
            to.append(']');
        } else if (inspector instanceof MapObjectInspector) {
            MapObjectInspector map = (MapObjectInspector) inspector;
            to.append('{');
            Iterator<? extends Map.Entry<?, ?>> entries = map.getMap(value).entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                write(entry.getKey(), map.getMapKeyObjectInspector(), to);
                to.append(':');
                write(entry.getValue(), map.getMapValueObjectInspector(), to);
                if (entries.hasNext()) {
                    to.append(',');
                }
            }
            to.append('}');
        } else {
            text(String.valueOf(((PrimitiveObjectInspector) inspector).getPrimitiveJavaObject(value)), to);
        }
    }

    private static void text(String text, StringBuilder to) {
        to.append('"');
        for (char unit : text.toCharArray()) {
            if (unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\') {
                to.append(unit);
            } else {
                to.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5);
            }
        }
        to.append('"');
    }
}
