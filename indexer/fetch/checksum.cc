#include "indexer/fetch/checksum.h"

#include <openssl/evp.h>

#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

namespace annuaire::indexer {
namespace {

class Digest {
 public:
  explicit Digest(const EVP_MD* type) : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), type, nullptr);
  }
  void Add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string ToHex() {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), bytes, &size);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
      text += kDigits[bytes[i] >> 4];
      text += kDigits[bytes[i] & 15];
    }
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

Result<Checksums> ChecksumFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Digest sha1(EVP_sha1());
  Digest sha256(EVP_sha256());
  std::vector<char> buffer(1 << 20);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(file.gcount()));
    sha1.Add(bytes);
    sha256.Add(bytes);
  }
  if (!file.eof()) return UnavailableError("cannot read " + path);
  return Checksums{.sha1 = sha1.ToHex(), .sha256 = sha256.ToHex()};
}

}  // namespace annuaire::indexer
