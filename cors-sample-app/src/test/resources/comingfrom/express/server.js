import cors from 'cors';
import express from 'express';

const allowed = ['https://app.example.com', 'https://admin.example.com'];

const app = express();

app.use(cors({
  origin(origin, callback) {
    if (!origin || allowed.includes(origin)) {
      callback(null, true);
    } else {
      callback(new Error('Not allowed by CORS'));
    }
  },
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['Content-Type', 'Authorization'],
  credentials: true
}));

app.all('/api/anything', (request, response) => {
  response.set('X-Served', 'yes').json({});
});

const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
