"""The employer's contribution of 2 % (kinh phí công đoàn, KPCĐ)."""
