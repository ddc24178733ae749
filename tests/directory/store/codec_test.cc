#include "directory/store/codec.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "directory/store/archive.h"
#include "tests/directory/store/invented.h"

namespace annuaire {
namespace {

// An archive that counts the fields of one struct and checks their numbers.
class Counter {
 public:
  template <typename T>
  using Ref = const T&;

  template <typename T, typename... Last>
  void operator()(unsigned field, const T&, Last...) {
    EXPECT_EQ(field, last_ + 1);
    last_ = field;
    ++count;
  }
  std::size_t count = 0;

 private:
  unsigned last_ = 0;
};

template <typename T>
std::size_t CountFields() {
  Counter counter;
  Fields(counter, T());
  EXPECT_LE(counter.count, wire::kFieldMax);
  return counter.count;
}

TEST(FieldsTest, NamesEveryMemberOfEveryStruct) {
  EXPECT_EQ(CountFields<PersonName>(), CountMembers<PersonName>());
  EXPECT_EQ(CountFields<ProfessionHeld>(), CountMembers<ProfessionHeld>());
  EXPECT_EQ(CountFields<Skill>(), CountMembers<Skill>());
  EXPECT_EQ(CountFields<Diploma>(), CountMembers<Diploma>());
  EXPECT_EQ(CountFields<Authorisation>(), CountMembers<Authorisation>());
  EXPECT_EQ(CountFields<Address>(), CountMembers<Address>());
  EXPECT_EQ(CountFields<Activity>(), CountMembers<Activity>());
  EXPECT_EQ(CountFields<Coordinates>(), CountMembers<Coordinates>());
  EXPECT_EQ(CountFields<Attachment>(), CountMembers<Attachment>());
  EXPECT_EQ(CountFields<DomainRegistration>(), CountMembers<DomainRegistration>());
  EXPECT_EQ(CountFields<Remark>(), CountMembers<Remark>());
  EXPECT_EQ(CountFields<RejectCount>(), CountMembers<RejectCount>());
  EXPECT_EQ(CountFields<SourceFile>(), CountMembers<SourceFile>());
  EXPECT_EQ(CountFields<RecordCounts>(), CountMembers<RecordCounts>());
  EXPECT_EQ(CountFields<Metadata>(), CountMembers<Metadata>());
  // All but the key.
  EXPECT_EQ(CountFields<Practitioner>(), CountMembers<Practitioner>() - 1);
  EXPECT_EQ(CountFields<Organization>(), CountMembers<Organization>() - 1);
  EXPECT_EQ(CountFields<Mailbox>(), CountMembers<Mailbox>() - 1);
  EXPECT_EQ(CountFields<Domain>(), CountMembers<Domain>() - 1);
  EXPECT_EQ(CountFields<Verdict>(), CountMembers<Verdict>() - 1);
}

CodeBook Reread(const CodeBookBuilder& builder) {
  Result<CodeBook> book = CodeBook::Parse(builder.ToBytes());
  EXPECT_TRUE(book.ok()) << book.status().ToString();
  return *std::move(book);
}

// A copy of exactly the bytes, on the heap: a sanitizer sees the first one
// read beyond them.
class ExactBytes {
 public:
  explicit ExactBytes(std::string_view bytes)
      : size_(bytes.size()), bytes_(std::make_unique<char[]>(size_)) {
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
};

template <typename Record>
class CodecTest : public testing::Test {};
using Records = testing::Types<Practitioner, Organization, Mailbox, Domain, Verdict>;
TYPED_TEST_SUITE(CodecTest, Records);

TYPED_TEST(CodecTest, EmptyRecordTakesNoBytes) {
  CodeBookBuilder builder;
  std::string value = "left over";
  EncodeRecord(TypeParam(), builder, value);
  EXPECT_EQ(value, "");
  TypeParam record;
  ASSERT_TRUE(DecodeRecord("key", "", Reread(builder), record).ok());
  EXPECT_EQ(KeyOf(record), "key");
}

TYPED_TEST(CodecTest, RoundTripKeepsEveryField) {
  CodeBookBuilder builder;
  TypeParam again;  // reused, as a scan does
  for (unsigned seed = 0; seed < 300; ++seed) {
    // From the record with every field to one with hardly any.
    const unsigned percent = seed == 0 ? 100 : 100 - seed % 100;
    Filler filler(seed, percent);
    const auto record = filler.Make<TypeParam>("key " + std::to_string(seed));
    std::string value;
    EncodeRecord(record, builder, value);
    const CodeBook book = Reread(builder);
    const Status status = DecodeRecord(KeyOf(record), value, book, again);
    ASSERT_TRUE(status.ok()) << status.ToString();
    ASSERT_EQ(Describe(again), Describe(record));
    std::string twice;
    EncodeRecord(again, builder, twice);
    ASSERT_EQ(twice, value);
  }
}

TYPED_TEST(CodecTest, EveryTruncationIsMalformedOrAShorterRecord) {
  CodeBookBuilder builder;
  Filler filler(7, 100);
  std::string value;
  EncodeRecord(filler.Make<TypeParam>("key"), builder, value);
  const CodeBook book = Reread(builder);
  TypeParam record;
  std::size_t malformed = 0;
  for (std::size_t size = 0; size < value.size(); ++size) {
    const ExactBytes bytes(std::string_view(value).substr(0, size));
    const Status status = DecodeRecord("key", bytes.view(), book, record);
    if (status.ok()) {
      // Cut between two fields: what is left is a record of its own.
      std::string again;
      EncodeRecord(record, builder, again);
      EXPECT_EQ(again, bytes.view());
    } else {
      EXPECT_EQ(status.code(), StatusCode::kDataLoss);
      ++malformed;
    }
  }
  EXPECT_GT(malformed, value.size() / 2);
}

TYPED_TEST(CodecTest, EveryChangedByteIsMalformedOrAnotherRecord) {
  CodeBookBuilder builder;
  Filler filler(11, 100);
  std::string value;
  EncodeRecord(filler.Make<TypeParam>("key"), builder, value);
  const CodeBook book = Reread(builder);
  TypeParam record;
  for (std::size_t place = 0; place < value.size(); ++place) {
    for (const int change : {0x01, 0x02, 0x40, 0x80, 0xff}) {
      std::string changed = value;
      changed[place] = static_cast<char>(changed[place] ^ change);
      const ExactBytes bytes(changed);
      const Status status = DecodeRecord("key", bytes.view(), book, record);
      if (status.ok()) {
        EXPECT_FALSE(Describe(record).empty());  // every view is readable
      } else {
        EXPECT_EQ(status.code(), StatusCode::kDataLoss);
      }
    }
  }
}

TEST(CodecTest, MalformedValuesSayWhere) {
  struct Case {
    const char* name;
    std::string value;
    std::size_t offset;
  };
  using namespace std::string_literals;
  // Domain: field 1 (tag 3) is a list of registrations, each with texts 1 to 5.
  const Case cases[] = {
      {"a tag without its value", "\x03"s, 1},
      {"a length beyond the end", "\x03\x05\x03"s, 1},
      {"a text beyond its struct", "\x03\x02\x03\x09xxxxxxxxx"s, 3},
      {"a length of more than 64 bits", "\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"s, 1},
      {"a length that is not the shortest", "\x03\x80\x00"s, 1},
      {"a number where a struct belongs", "\x02\x01"s, 1},
      {"field number 0", "\x01\x00"s, 1},
      {"fields out of order", "\x03\x06\x05\x01x\x03\x01x"s, 6},
      {"one field twice", "\x03\x06\x03\x01x\x03\x01y"s, 6},
  };
  for (const Case& c : cases) {
    Domain record;
    const ExactBytes bytes(c.value);
    const Status status = DecodeRecord("key", bytes.view(), CodeBook(), record);
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << c.name;
    EXPECT_EQ(status.message(), "domain value malformed at byte " + std::to_string(c.offset))
        << c.name;
  }
}

TEST(CodecTest, RefusesCodesAndEnumsItDoesNotKnow) {
  Practitioner practitioner;  // field 2, tag 4: titles, numbers of the code book
  EXPECT_TRUE(DecodeRecord("key", std::string_view("\x04\x00", 2), CodeBook(), practitioner).ok());
  EXPECT_EQ(DecodeRecord("key", "\x04\x01", CodeBook(), practitioner).code(),
            StatusCode::kDataLoss);
  Organization organization;  // field 1, tag 2: the kind; field 3, tag 6: 8 bits of sources
  EXPECT_TRUE(DecodeRecord("key", "\x02\x02", CodeBook(), organization).ok());
  EXPECT_EQ(DecodeRecord("key", "\x02\x03", CodeBook(), organization).code(),
            StatusCode::kDataLoss);
  EXPECT_TRUE(DecodeRecord("key", "\x06\xff\x01", CodeBook(), organization).ok());
  EXPECT_EQ(DecodeRecord("key", "\x06\x80\x02", CodeBook(), organization).code(),
            StatusCode::kDataLoss);
}

TEST(CodecTest, TheExampleOfTheReadmeIsTrue) {
  using namespace std::string_literals;
  Mailbox mailbox;
  mailbox.folded_address = "jean@exemple.example";
  mailbox.spellings = {"jean@exemple.example"};
  mailbox.type_code = "PER";
  Attachment& attachment = mailbox.attachments.emplace_back();
  attachment.type_code = "PER";
  attachment.practitioner_id = "899700000013";
  attachment.title = {"DR", "Docteur"};
  CodeBookBuilder builder;
  std::string value;
  EncodeRecord(mailbox, builder, value);
  EXPECT_EQ(value,
            "\x03\x14jean@exemple.example\x05\x03PER\x07\x15"
            "\x03\x03PER\x05\x0c"
            "899700000013\x08\x01"s);
}

TEST(CodecTest, SkipsFieldsOfLaterVersions) {
  using namespace std::string_literals;
  // A registration with the description "x", then fields 6 (text) and 7
  // (number); after it field 2 (number) and field 3 (text, twice) of Domain.
  const std::string value = "\x03\x0a\x03\x01x\x0d\x02yy\x0e\x85\x01\x04\x07\x07\x01z\x07\x00"s;
  Domain record;
  const Status status = DecodeRecord("key", value, CodeBook(), record);
  ASSERT_TRUE(status.ok()) << status.ToString();
  ASSERT_EQ(record.registrations.size(), 1u);
  EXPECT_EQ(record.registrations[0], (DomainRegistration{"x", "", "", "", ""}));
}

TEST(CodeBookTest, NumbersValuesInOrderOfFirstUse) {
  CodeBookBuilder builder;
  EXPECT_EQ(builder.IndexOf({"", ""}), 0u);
  EXPECT_EQ(builder.IndexOf({"10", "Médecin"}), 1u);
  EXPECT_EQ(builder.IndexOf({"10", "Medecin"}), 2u);
  EXPECT_EQ(builder.IndexOf({"10", ""}), 3u);
  EXPECT_EQ(builder.IndexOf({"", "10"}), 4u);
  EXPECT_EQ(builder.IndexOf({"10", "Médecin"}), 1u);
  const CodeBook book = Reread(builder);
  ASSERT_EQ(book.size(), 5u);
  EXPECT_EQ(book[0], (Coded{"", ""}));
  EXPECT_EQ(book[2], (Coded{"10", "Medecin"}));
  EXPECT_EQ(CodeBookBuilder(book).ToBytes(), builder.ToBytes());
}

TEST(CodeBookTest, KeepsItsNumbersWhenItGrows) {
  CodeBookBuilder builder;
  for (int round = 0; round < 2; ++round) {
    for (unsigned i = 1; i <= 50000; ++i) {
      const std::string code = std::to_string(i);
      ASSERT_EQ(builder.IndexOf({code, "label"}), i);
    }
  }
  const CodeBook book = Reread(builder);
  ASSERT_EQ(book.size(), 50001u);
  EXPECT_EQ(book[50000].code, "50000");
}

TEST(CodeBookTest, EveryTruncationIsMalformedOrAShorterBook) {
  CodeBookBuilder builder;
  (void)builder.IndexOf({"10", "Médecin"});
  (void)builder.IndexOf({"", "Pharmacien"});
  const std::string bytes = builder.ToBytes();
  const std::size_t first = 1 + 2 + 1 + 8;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Result<CodeBook> book = CodeBook::Parse(bytes.substr(0, size));
    EXPECT_EQ(book.ok(), size == 0 || size == first) << size;
  }
}

TEST(WireTest, NumbersHaveOneSpelling) {
  for (unsigned bits = 0; bits < 64; ++bits) {
    const std::uint64_t power = std::uint64_t{1} << bits;
    for (const std::uint64_t number : {power - 1, power, power + 1, ~power}) {
      std::string bytes;
      wire::AppendNumber(number, bytes);
      ASSERT_LE(bytes.size(), wire::kVarintBytesMax);
      wire::Reader reader(bytes);
      EXPECT_EQ(reader.Number(), number);
      EXPECT_TRUE(reader.at_end() && !reader.failed());
    }
  }
}

TEST(MetadataTest, RoundTripKeepsEveryField) {
  Metadata metadata{.generation = "20260915T041207.000Z",
                    .created_at = "2026-09-15T04:12:07Z",
                    .extract_date = "2026-09-14",
                    .product_version = "0.1.0",
                    .counts = {1, 2, 3, 4, 5},
                    .sources = {}};
  metadata.sources.push_back({.kind = "mssante",
                              .file_name = "a.zip!b.txt",
                              .extract_date = "2026-09-14",
                              .rows_read = 536000,
                              .rows_rejected = 2,
                              .rejects = {{"too few fields", 1}, {"blank address", 1}},
                              .windows_1252_rows = 7,
                              .bad_keys = 8});
  metadata.sources.emplace_back();
  const std::string bytes = EncodeMetadata(metadata);
  const Result<Metadata> again = DecodeMetadata(bytes);
  ASSERT_TRUE(again.ok()) << again.status().ToString();
  EXPECT_EQ(*again, metadata);
  EXPECT_EQ(DecodeMetadata(bytes.substr(0, bytes.size() - 1)).status().code(),
            StatusCode::kDataLoss);
}

}  // namespace
}  // namespace annuaire
